import type { Case } from '../case.ts';
import { failure, hops, host, not } from '../needs.ts';

const invalid = 'Unparsable, non-http or with credentials → `request:fail invalid url "<location>"`, 600009.';
const most =
  'At most `maxRedirects` (15; browsers: their own 20) → `request:fail reach the max redirect count 15`, 600008.';

const wrong: readonly (readonly [string, string])[] = [
  ['unparsable', 'http://'],
  ['no-http', 'FTP://server.test'],
  ['script', 'javascript:void(0)'],
  ['data', 'data:text/plain,a'],
  ['credentials', 'http://user:secret@server.test/'],
];

/** SPEC §5: redirects that are not followed. */
export const redirectLimits: readonly Case[] = [
  ...wrong.map(([id, location]): Case => ({
    id: `redirect/follow/location-${id}`,
    source: 'D',
    quote: invalid,
    needs: [hops],
    run: async t => {
      const err = await t.fail({ url: t.redirect(302, location) });
      t.failsWith(err, `request:fail invalid url "${location}"`, 600009);
    },
  })),
  ...wrong.slice(1, 3).map(([id, location]): Case => ({
    id: `redirect/follow/location-${id}-fails-where-the-runtime-follows`,
    source: 'D',
    quote: invalid,
    needs: [not(hops), not(failure('refused'))],
    run: async t => {
      t.failsWith(await t.fail({ url: t.redirect(302, location) }), 'request:fail network error', 600000);
    },
  })),
  {
    id: 'redirect/follow/fifteen',
    source: 'D',
    quote: most,
    run: async t => {
      t.equal((await t.success({ url: t.url('/hops/302/15') })).data, { ok: true }, 'data');
    },
  },
  {
    id: 'redirect/follow/sixteen-are-too-many',
    source: 'D',
    quote: most,
    needs: [hops],
    run: async t => {
      const err = await t.fail({ url: t.url('/hops/302/16') });
      t.failsWith(err, 'request:fail reach the max redirect count 15', 600008);
      t.equal((await t.seen()).length, 16, 'the number of requests that reached the server');
    },
  },
  {
    id: 'redirect/follow/an-endless-chain-ends-where-the-runtime-follows',
    source: 'D',
    quote: most,
    needs: [not(hops)],
    run: async t => {
      await t.fail({ url: t.url('/hops/302/60') });
    },
  },
  ...[0, 2].map((maxRedirects): Case => ({
    id: `redirect/follow/at-most-${maxRedirects}-if-the-host-says-so`,
    source: 'D',
    quote: most,
    needs: [hops, host],
    run: async t => {
      await t.success({ url: t.url(`/hops/302/${maxRedirects}`) }, { maxRedirects });
      const err = await t.fail({ url: t.url(`/hops/302/${maxRedirects + 1}`) }, { maxRedirects });
      t.failsWith(err, `request:fail reach the max redirect count ${maxRedirects}`, 600008);
    },
  })),
];
