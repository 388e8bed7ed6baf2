import type { Case } from '../case.ts';
import type { Options } from '../tools.ts';
import { seenHeader } from '../address.ts';
import { header, hops, host, not } from '../needs.ts';

const becomes =
  '303 (but for HEAD), and 301/302 after POST, become GET; the body goes with content-type, -encoding, -language, -location.';

/** Redirects this request once and expects the method and body of the second. */
function follows(status: number, method: string, expected: { method: string; text: string }): Case {
  return {
    id: `redirect/follow/${status}-after-${method.toLowerCase()}`,
    source: 'D',
    quote: becomes,
    run: async t => {
      const sent: Options =
        method === 'GET' ? {} : { method, data: 'x', header: { 'content-type': 'text/x' } };
      await t.success({ url: t.redirect(status, t.url('/end')), ...sent });
      const last = (await t.seen(2))[1];
      t.equal({ method: last?.method, text: last?.text }, expected, 'the second request');
    },
  };
}

const post = { method: 'POST', text: 'x' };
const get = { method: 'GET', text: '' };

const following: readonly Case[] = [
  ...[301, 302, 303, 307, 308].map(status => follows(status, 'GET', get)),
  ...[301, 302, 303].map(status => follows(status, 'POST', get)),
  ...[307, 308].map(status => follows(status, 'POST', post)),
  follows(302, 'PUT', { method: 'PUT', text: 'x' }),
  follows(303, 'PUT', get),
  {
    id: 'redirect/follow/content-headers-go-with-the-body',
    source: 'D',
    quote: becomes,
    run: async t => {
      const given = { 'content-type': 'text/x', 'content-language': 'de' };
      await t.success({ url: t.redirect(303, t.url('/end')), method: 'POST', data: 'x', header: given });
      const last = (await t.seen(2))[1];
      const found = last === undefined ? [] : Object.keys(given).map(name => seenHeader(last, name));
      t.equal(found, [undefined, undefined], 'content-type and content-language of the second request');
    },
  },
  {
    id: 'redirect/follow/relative-location',
    source: 'O',
    quote: 'Default. 301, 302, 303, 307, 308 as the Fetch standard',
    run: async t => {
      t.equal((await t.success({ url: t.url('/hops/302/3') })).data, { ok: true }, 'data');
      t.equal((await t.seen()).length, 4, 'the number of requests that reached the server');
    },
  },
  {
    id: 'redirect/follow/no-location-is-the-result',
    source: 'D',
    quote: 'No Location → that response is the result.',
    run: async t => {
      t.equal(
        (await t.success({ url: t.respond({ status: 302, body: 'here' }) })).statusCode,
        302,
        'statusCode',
      );
    },
  },
  {
    id: 'redirect/follow/location-that-is-no-http-url',
    source: 'D',
    quote: 'Unparsable, non-http or with credentials → `request:fail invalid url "<location>"`, 600009.',
    needs: [hops],
    run: async t => {
      for (const location of ['ftp://server.test/', 'http://u:p@server.test/', 'http://']) {
        const err = await t.fail({ url: t.redirect(302, location) });
        t.failsWith(err, `request:fail invalid url "${location}"`, 600009);
      }
    },
  },
  {
    id: 'redirect/follow/fifteen-at-most',
    source: 'D',
    quote: '`request:fail reach the max redirect count 15`, 600008.',
    needs: [hops],
    run: async t => {
      await t.success({ url: t.url('/hops/302/15') });
      t.failsWith(
        await t.fail({ url: t.url('/hops/302/16') }),
        'request:fail reach the max redirect count 15',
        600008,
      );
    },
  },
  {
    id: 'redirect/follow/host-max-redirects',
    source: 'D',
    quote: 'At most `maxRedirects`',
    needs: [hops, host],
    run: async t => {
      const err = await t.fail({ url: t.url('/hops/302/2') }, { maxRedirects: 1 });
      t.failsWith(err, 'request:fail reach the max redirect count 1', 600008);
    },
  },
];

const security: readonly Case[] = [
  {
    id: 'redirect/security/credentials-stay-at-their-origin',
    source: 'D',
    quote: "Across origins `authorization`, `cookie`, and a `host` or `origin` of the developer's go.",
    needs: [header('authorization'), header('cookie')],
    run: async t => {
      const given = { authorization: 'secret', cookie: 'a=1', 'x-a': 'kept' };
      await t.success({ url: t.redirect(302, t.url('/end', t.server.other)), header: given });
      const last = (await t.seen(2))[1];
      const found = last === undefined ? [] : Object.keys(given).map(name => seenHeader(last, name));
      t.equal(found, [undefined, undefined, 'kept'], 'authorization, cookie and x-a at the other origin');
    },
  },
  {
    id: 'redirect/security/same-origin-keeps-them',
    source: 'O',
    quote: "Across origins `authorization`, `cookie`, and a `host` or `origin` of the developer's go.",
    needs: [header('authorization')],
    run: async t => {
      await t.success({ url: t.redirect(302, t.url('/end')), header: { authorization: 'secret' } });
      const last = (await t.seen(2))[1];
      t.equal(last && seenHeader(last, 'authorization'), 'secret', 'authorization at the same origin');
    },
  },
  {
    id: 'redirect/security/each-hop-against-the-domains',
    source: 'O',
    quote:
      'Each hop is checked against `domains` (`request:fail redirect url not in domain list:<host>`, 600002) and pins.',
    needs: [hops, host],
    run: async t => {
      const { http, other } = t.server;
      const err = await t.fail({ url: t.redirect(302, t.url('/end', other)) }, { domains: [http] });
      const name = other.replace(/^https?:\/\//, '');
      t.ok(
        err.errMsg.startsWith('request:fail redirect url not in domain list:'),
        'errMsg',
        'that it names the redirect',
        err.errMsg,
      );
      t.ok(
        name.startsWith(err.errMsg.slice('request:fail redirect url not in domain list:'.length)),
        'the host it names',
        name,
        err.errMsg,
      );
      t.equal((await t.seen()).length, 1, 'the number of requests that reached the server');
    },
  },
];

const manual: readonly Case[] = [
  {
    id: 'redirect/manual/is-the-result',
    source: 'W',
    quote:
      "one of the five with a Location is the result: headers event, success, `location` absolute, `data: ''`.",
    needs: [hops],
    run: async t => {
      const url = t.respond({ status: 302, headers: [['location', '/end']], body: 'ignored' });
      const call = t.listen({ url, redirect: 'manual' });
      const { statusCode, header: found, data } = await t.succeeded(call);
      t.equal(
        { statusCode, location: found['location'], data },
        { statusCode: 302, location: `${t.server.http}/end`, data: '' },
        'the result',
      );
      t.equal(call.names(), ['headersReceived', 'success', 'complete'], 'the events');
      t.equal((await t.seen()).length, 1, 'the number of requests that reached the server');
    },
  },
  {
    id: 'redirect/manual/refused-where-it-is-hidden',
    source: 'D',
    quote: 'Browsers hide it → `request:fail redirect manual is not supported on this platform`, 100.',
    needs: [not(hops)],
    run: async t => {
      const err = await t.fail({ url: t.url(), redirect: 'manual' });
      t.failsWith(err, 'request:fail redirect manual is not supported on this platform', 100);
    },
  },
];

/** SPEC §5: redirects. */
export const redirect: readonly Case[] = [...following, ...security, ...manual];
