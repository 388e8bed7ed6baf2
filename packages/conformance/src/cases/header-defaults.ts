import type { Case } from '../case.ts';
import { seenHeader } from '../address.ts';
import { header as sendable } from '../needs.ts';
import { shows } from './shows.ts';

const rule =
  'Where the runtime adds none itself: `accept: */*`, `user-agent: wxreq`, `accept-encoding`, unless the developer set them.';

/** The runtime may add its own; that there is one is the rule. */
function present(name: string, saying: RegExp, expected: string): Case {
  return {
    id: `header/defaults/${name}`,
    source: 'D',
    quote: rule,
    run: async t => {
      await t.success({ url: t.url() });
      const seen = seenHeader(await t.arrived(), name);
      t.ok(saying.test(seen ?? ''), `the header ${name} that the server saw`, expected, seen);
    },
  };
}

/** SPEC §2: what is sent though nobody asked for it. */
export const headerDefaults: readonly Case[] = [
  shows('defaults/accept', 'D', rule, { options: {}, seen: { accept: '*/*' } }),
  present('user-agent', /./, 'some name'),
  present('accept-encoding', /\bgzip\b/, 'gzip among others'),
  shows('defaults/own-accept', 'D', rule, {
    options: { header: { Accept: 'text/x' } },
    seen: { accept: 'text/x' },
  }),
  shows('defaults/own-accept-encoding', 'D', rule, {
    options: { header: { 'Accept-Encoding': 'identity' } },
    needs: [sendable('accept-encoding')],
    seen: { 'accept-encoding': 'identity' },
  }),
  shows('defaults/own-user-agent', 'D', rule, {
    options: { header: { 'User-Agent': 'mine/1.0' } },
    needs: [sendable('user-agent')],
    seen: { 'user-agent': 'mine/1.0' },
  }),
  shows('defaults/of-the-host', 'D', rule, {
    options: {},
    host: { header: { accept: 'text/x' } },
    seen: { accept: 'text/x' },
  }),
];
