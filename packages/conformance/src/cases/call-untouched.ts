import type { Case } from '../case.ts';

const untouched = "The caller's objects are never mutated";

/** SPEC §1: what the caller's objects are after the call. */
export const callUntouched: readonly Case[] = [
  {
    id: 'call/snapshot/nothing-is-added',
    source: 'D',
    quote: untouched,
    run: async t => {
      const options: Record<string, unknown> = { url: t.url() };
      await new Promise(complete => {
        options['complete'] = complete;
        t.request()(options);
      });
      t.equal(Object.keys(options), ['url', 'complete'], 'the keys of the options after the call');
    },
  },
  {
    id: 'call/snapshot/what-is-not-sent-stays-in-the-header',
    source: 'D',
    quote: untouched,
    run: async t => {
      const header = { Referer: 'http://x.test', 'Content-Length': '9', 'X-A': null, 'X-B': ['1', '2'] };
      const before = { ...header, 'X-B': ['1', '2'] };
      await t.success({ url: t.url(), header });
      t.equal(header, before, 'the header after the call');
    },
  },
];
