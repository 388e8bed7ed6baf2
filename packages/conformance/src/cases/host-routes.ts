import type { Case } from '../case.ts';
import { host, https, pins } from '../needs.ts';

const rule = '`rewriteUrl(url)` is applied after the domain check';
const pinRule = 'pins then apply to where it leads';
const api = 'https://api.example.com';

/** SPEC §8: where the host sends requests. */
export const hostRoutes: readonly Case[] = [
  {
    id: 'host/rewrite-url/after-the-domain-check',
    source: 'D',
    quote: rule,
    needs: [host],
    run: async t => {
      const rewriteUrl = (url: string): string => url.replace(api, t.url(''));
      await t.success({ url: `${api}/p?x=1` }, { domains: [api], rewriteUrl });
      t.equal((await t.arrived()).target, '/p?x=1', 'the target that the server saw');
    },
  },
  {
    id: 'host/rewrite-url/does-not-open-the-list',
    source: 'D',
    quote: rule,
    needs: [host],
    run: async t => {
      const asked: string[] = [];
      const rewriteUrl = (url: string): string => {
        asked.push(url);
        return t.url();
      };
      const err = await t.fail({ url: 'https://elsewhere.test/' }, { domains: [t.server.http], rewriteUrl });
      t.failsWith(err, 'request:fail url not in domain list', 600002);
      t.equal(asked, [], 'what rewriteUrl was asked');
    },
  },
  {
    id: 'host/rewrite-url/gets-the-url-with-its-data',
    source: 'D',
    quote: rule,
    needs: [host],
    run: async t => {
      const asked: string[] = [];
      const rewriteUrl = (url: string): string => {
        asked.push(url);
        return t.url();
      };
      await t.success({ url: `${api}/a/../p?x=1#f`, data: { y: 2 } }, { rewriteUrl });
      t.equal(asked, [`${api}/p?x=1&y=2`], 'what rewriteUrl was asked');
    },
  },
  {
    id: 'host/rewrite-url/keeps-method-body-and-header',
    source: 'D',
    quote: rule,
    needs: [host],
    run: async t => {
      const options = { url: api, method: 'PUT', data: { a: 1 }, header: { 'x-a': '1' } };
      await t.success(options, { rewriteUrl: () => t.url('/p') });
      const { method, text, headers, target } = await t.arrived();
      const own = headers.filter(([name]) => name.toLowerCase() === 'x-a').map(([, value]) => value);
      t.equal(
        [method, target, text, own],
        ['PUT', '/p', '{"a":1}', ['1']],
        'the request that the server saw',
      );
    },
  },
  ...[true, false].map((fits): Case => ({
    id: `host/rewrite-url/${fits ? 'pins-of-where-it-leads' : 'pins-that-do-not-fit-where-it-leads'}`,
    source: 'D',
    quote: pinRule,
    needs: [host, pins, https],
    run: async t => {
      const { base = '', pins: known } = t.server.https ?? {};
      const certs = [fits ? known?.leaf : known?.stranger];
      const given = { rewriteUrl: (): string => t.url('/', base) };
      if (fits) await t.success({ url: api, certs }, given);
      else
        t.failsWith(
          await t.fail({ url: api, certs }, given),
          'request:fail certificate pinning failure',
          600001,
        );
    },
  })),
  {
    id: 'host/rewrite-url/pins-and-a-way-without-tls',
    source: 'D',
    quote: pinRule,
    needs: [host, pins],
    run: async t => {
      const certs = [`sha256/${'A'.repeat(43)}=`];
      const err = await t.fail({ url: api, certs }, { rewriteUrl: () => t.url().replace('https:', 'http:') });
      t.failsWith(err, 'request:fail certificate pinning failure', 600001);
      t.equal((await t.seen()).length, 0, 'the number of requests that reached the server');
    },
  },
];
