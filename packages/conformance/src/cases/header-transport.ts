import type { Case } from '../case.ts';
import { seenHeader } from '../address.ts';
import { header as sendable, host, https, method } from '../needs.ts';
import { shows } from './shows.ts';

const dropped = "The developer's `Referer` is dropped.";
const hosts = 'Host `referer` is sent where the runtime allows.';
const referer = 'https://servicewechat.com/wx1/1/page-frame.html';

const referers: readonly Case[] = [
  ...['Referer', 'referer'].map((name): Case => ({
    id: `header/referer/developers-is-dropped-${name === 'referer' ? 'in-lower-case' : 'in-title-case'}`,
    source: 'T',
    quote: dropped,
    run: async t => {
      await t.success({ url: t.url(), header: { [name]: 'http://elsewhere.test/' } });
      const seen = seenHeader(await t.arrived(), 'referer');
      const isOurs = seen?.includes('elsewhere') === true;
      t.ok(!isOurs, 'the referer that the server saw', "not the developer's", seen);
    },
  })),
  shows('referer/hosts-is-sent', 'T', hosts, {
    options: {},
    host: { referer },
    needs: [sendable('referer')],
    seen: { referer },
  }),
  shows('referer/hosts-stands-against-the-developers', 'T', dropped, {
    options: { header: { Referer: 'http://elsewhere.test/' } },
    host: { referer },
    needs: [sendable('referer')],
    seen: { referer },
  }),
];

const rule =
  '`connection`, `content-length`, `expect`, `keep-alive`, `proxy-authorization`, `proxy-connection`, `te`, `trailer`, `transfer-encoding`, `upgrade` belong to the transport: dropped.';
const sentWhere = '`cookie`, `host`, `origin`, `user-agent` are sent where the runtime allows.';
const headerOnly = '`host` changes the header only: TLS name, pins, domains and re-use follow the URL.';
const noCredentials = 'TRACE carries neither `cookie` nor `authorization`.';
const mark = 'x-wxreq-mark';
const transportNames = [
  ...['Connection', 'Content-Length', 'Expect', 'Keep-Alive', 'Proxy-Authorization', 'Proxy-Connection'],
  ...['TE', 'Trailer', 'Transfer-Encoding', 'Upgrade'],
];

const transport: readonly Case[] = [
  ...transportNames.map((name): Case => ({
    id: `header/transport/${name.toLowerCase()}-is-dropped`,
    source: 'D',
    quote: rule,
    run: async t => {
      await t.success({ url: t.url(), method: 'POST', data: { a: 1 }, header: { [name]: mark } });
      const seen = await t.arrived();
      const value = seenHeader(seen, name.toLowerCase());
      t.ok(
        value?.includes(mark) !== true,
        `the header ${name} that the server saw`,
        "not the developer's",
        value,
      );
      t.equal(seen.text, '{"a":1}', 'the body that the server saw');
    },
  })),
  {
    id: 'header/transport/a-wrong-length-cuts-nothing',
    source: 'D',
    quote: rule,
    run: async t => {
      await t.success({ url: t.url(), method: 'POST', data: { a: 1 }, header: { 'content-length': 1 } });
      const seen = await t.arrived();
      t.equal([seen.text, seenHeader(seen, 'content-length')], ['{"a":1}', '7'], 'the body and its length');
    },
  },
  ...(['cookie', 'origin', 'user-agent'] as const).map(name =>
    shows(`transport/${name}-is-sent`, 'D', sentWhere, {
      options: { header: { [name]: 'http://x.test' } },
      needs: [sendable(name)],
      seen: { [name]: 'http://x.test' },
    }),
  ),
  shows('transport/several-cookies-as-they-are', 'D', sentWhere, {
    options: { header: { Cookie: 'a=1; b="2, 3"' } },
    needs: [sendable('cookie')],
    seen: { cookie: 'a=1; b="2, 3"' },
  }),
  shows('transport/host-is-sent', 'D', headerOnly, {
    options: { header: { host: 'other.test' } },
    needs: [sendable('host')],
    seen: { host: 'other.test' },
  }),
  {
    id: 'header/transport/tls-name-follows-the-url',
    source: 'D',
    quote: headerOnly,
    needs: [sendable('host'), https],
    run: async t => {
      await t.success({ url: t.url('/', t.server.https?.base), header: { host: 'other.test' } });
      t.equal(seenHeader(await t.arrived(), 'host'), 'other.test', 'the header host that the server saw');
    },
  },
  {
    id: 'header/transport/domains-follow-the-url',
    source: 'D',
    quote: headerOnly,
    needs: [host],
    run: async t => {
      const header = { host: 'api.example.com' };
      const err = await t.fail({ url: t.url(), header }, { domains: ['http://api.example.com'] });
      t.failsWith(err, 'request:fail url not in domain list', 600002);
      t.equal((await t.seen()).length, 0, 'the number of requests that reached the server');
    },
  },
  shows('transport/authorization-is-sent', 'D', noCredentials, {
    options: { header: { Authorization: 'Bearer x' } },
    seen: { authorization: 'Bearer x' },
  }),
  ...['Cookie', 'Authorization'].map(name =>
    shows(`transport/trace-carries-no-${name.toLowerCase()}`, 'D', noCredentials, {
      options: { method: 'TRACE', header: { [name]: 'a=1', 'x-a': '1' } },
      needs: [method('TRACE')],
      seen: { [name.toLowerCase()]: undefined, 'x-a': '1' },
    }),
  ),
  shows('transport/trace-carries-no-credentials-of-the-host', 'D', noCredentials, {
    options: { method: 'TRACE' },
    host: { header: { cookie: 'a=1', authorization: 'x' } },
    needs: [method('TRACE')],
    seen: { cookie: undefined, authorization: undefined },
  }),
];

/** SPEC §2: headers that are not the developer's alone. */
export const headerTransport: readonly Case[] = [...referers, ...transport];
