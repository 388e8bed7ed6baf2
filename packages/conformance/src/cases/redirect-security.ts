import type { Case } from '../case.ts';
import type { Seen } from '../address.ts';
import type { Need } from '../needs.ts';
import type { Options, Tools } from '../tools.ts';
import { seenHeader } from '../address.ts';
import { header, hops, host, https, not, pins, plainHttp } from '../needs.ts';

const listed =
  'Each hop is checked against `domains` (`request:fail redirect url not in domain list:<host>`, 600002) and pins.';
const bound = "Across origins `authorization`, `cookie`, and a `host` or `origin` of the developer's go.";
const down = 'https → http with pins → pin failure.';
const afterwards =
  'Where the runtime follows by itself (browsers), the final URL is checked before any event.';
const pinFailure = 'request:fail certificate pinning failure';

const secure = (t: Tools, path = '/', base: 'base' | 'other' | 'otherKey' = 'base'): string =>
  t.url(path, t.server.https?.[base]);
const hostOf = (base: string): string => base.replace(/^https?:\/\//, '');

async function last(t: Tools, options: Options, count = 2): Promise<Seen | undefined> {
  await t.success(options);
  return (await t.seen(count))[count - 1];
}

/** Whether this header of the developer's arrives behind a redirect to another origin, or to the same one. */
function carried(name: string, value: string, where: 'other' | 'same', needs: readonly Need[] = []): Case {
  const crosses = where === 'other';
  return {
    id: `redirect/security/${name}-${crosses ? 'goes-across-origins' : 'stays-within-an-origin'}`,
    source: 'D',
    quote: bound,
    needs: [header(name), ...needs],
    run: async t => {
      const end = t.url('/end', crosses ? t.server.other : t.server.http);
      const seen = await last(t, { url: t.redirect(302, end), header: { [name]: value } });
      const found = seen && seenHeader(seen, name);
      t.equal(found === value, !crosses, `whether the second request had this ${name}`);
    },
  };
}

const headers: readonly Case[] = [
  carried('authorization', 'secret', 'other'),
  carried('cookie', 'a=1', 'other'),
  carried('host', 'virtual.test', 'other'),
  carried('origin', 'http://made-up.test', 'other'),
  carried('authorization', 'secret', 'same'),
  carried('cookie', 'a=1', 'same'),
  carried('host', 'virtual.test', 'same'),
  {
    id: 'redirect/security/other-headers-stay-across-origins',
    source: 'D',
    quote: bound,
    run: async t => {
      const url = t.redirect(302, t.url('/end', t.server.other));
      const seen = await last(t, { url, header: { 'x-a': 'b', 'x-authorization': 'c' } });
      const found = seen && [seenHeader(seen, 'x-a'), seenHeader(seen, 'x-authorization')];
      t.equal(found, ['b', 'c'], 'x-a and x-authorization of the second request');
    },
  },
  {
    id: 'redirect/security/what-went-does-not-come-back',
    source: 'D',
    quote: bound,
    needs: [header('authorization')],
    run: async t => {
      const url = t.redirect(302, t.redirect(302, t.url('/end'), t.server.other));
      const seen = await last(t, { url, header: { authorization: 'secret' } }, 3);
      t.equal(
        seen && seenHeader(seen, 'authorization'),
        undefined,
        'authorization, back at the first origin',
      );
    },
  },
  {
    id: 'redirect/security/another-scheme-is-another-origin',
    source: 'D',
    quote: bound,
    needs: [https, plainHttp, header('authorization')],
    run: async t => {
      const url = t.redirect(302, t.url('/end', t.server.http), t.server.https?.base);
      const seen = await last(t, { url, header: { authorization: 'secret' } });
      t.equal(seen && seenHeader(seen, 'authorization'), undefined, 'authorization of the second request');
    },
  },
];

const domains: readonly Case[] = [
  {
    id: 'redirect/security/out-of-the-domains',
    source: 'O',
    quote: listed,
    needs: [hops, host],
    run: async t => {
      const { http, other } = t.server;
      const call = t.listen({ url: t.redirect(302, t.url('/end', other)) }, { domains: [http] });
      const words = `request:fail redirect url not in domain list:${hostOf(other)}`;
      t.failsWith(await t.failed(call), words, 600002);
      t.equal(call.names(), ['fail', 'complete'], 'the events');
      t.equal((await t.seen()).length, 1, 'the number of requests that reached the server');
    },
  },
  {
    id: 'redirect/security/every-hop-and-not-the-last-alone',
    source: 'O',
    quote: listed,
    needs: [hops, host],
    run: async t => {
      const { http, other } = t.server;
      const url = t.redirect(302, t.redirect(302, t.url('/end'), other));
      const err = await t.fail({ url }, { domains: [http] });
      t.failsWith(err, `request:fail redirect url not in domain list:${hostOf(other)}`, 600002);
      t.equal((await t.seen()).length, 1, 'the number of requests that reached the server');
    },
  },
  {
    id: 'redirect/security/within-the-domains',
    source: 'O',
    quote: listed,
    needs: [host],
    run: async t => {
      const { http, other } = t.server;
      await t.success({ url: t.redirect(302, t.url('/end', other)) }, { domains: [http, other] });
    },
  },
  {
    id: 'redirect/security/the-final-url-before-any-event',
    source: 'D',
    quote: afterwards,
    needs: [not(hops), host],
    run: async t => {
      const { http, other } = t.server;
      const call = t.listen({ url: t.redirect(302, t.url('/end', other)) }, { domains: [http] });
      const words = `request:fail redirect url not in domain list:${hostOf(other)}`;
      t.failsWith(await t.failed(call), words, 600002);
      t.equal(call.names(), ['fail', 'complete'], 'the events');
    },
  },
];

const pinned: readonly Case[] = [
  {
    id: 'redirect/security/every-hop-against-the-pins',
    source: 'D',
    quote: listed,
    needs: [hops, https, pins],
    run: async t => {
      const url = t.redirect(302, secure(t, '/end', 'otherKey'), t.server.https?.base);
      const err = await t.fail({ url, certs: [t.server.https?.pins.leaf] });
      t.failsWith(err, pinFailure, 600001);
      t.equal((await t.seen()).length, 1, 'the number of requests that reached the server');
    },
  },
  {
    id: 'redirect/security/every-hop-that-has-the-pins',
    source: 'D',
    quote: listed,
    needs: [hops, https, pins],
    run: async t => {
      const url = t.redirect(302, secure(t, '/end', 'other'), t.server.https?.base);
      await t.success({ url, certs: [t.server.https?.pins.leaf] });
      t.equal((await t.seen()).length, 2, 'the number of requests that reached the server');
    },
  },
  {
    id: 'redirect/security/down-to-http-with-pins',
    source: 'D',
    quote: down,
    needs: [hops, https, pins],
    run: async t => {
      const url = t.redirect(302, t.url('/end', t.server.http), t.server.https?.base);
      const err = await t.fail({ url, certs: [t.server.https?.pins.leaf] });
      t.failsWith(err, pinFailure, 600001);
      t.equal((await t.seen()).length, 1, 'the number of requests that reached the server');
    },
  },
];

/** SPEC §5: what redirects may not do. */
export const redirectSecurity: readonly Case[] = [...headers, ...domains, ...pinned];
