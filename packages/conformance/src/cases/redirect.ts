import type { Case } from '../case.ts';
import type { Seen } from '../address.ts';
import type { RawHeader } from '../script.ts';
import type { Options, Tools } from '../tools.ts';
import { seenHeader } from '../address.ts';
import { method as sendable } from '../needs.ts';

const five = 'Default. 301, 302, 303, 307, 308 as the Fetch standard';
const becomes =
  '303 (but for HEAD), and 301/302 after POST, become GET; the body goes with content-type, -encoding, -language, -location.';
const none = 'No Location → that response is the result.';

/** The request that a redirect led to. */
async function second(t: Tools, options: Options): Promise<Seen | undefined> {
  await t.success(options);
  return (await t.seen(2))[1];
}

/** Redirects this request once and expects the method and body of the second. */
function follows(status: number, method: string, expected: { method: string; text: string }): Case {
  return {
    id: `redirect/follow/${status}-after-${method.toLowerCase()}`,
    source: 'D',
    quote: method === 'POST' || status === 303 ? becomes : five,
    needs: [sendable(method)],
    run: async t => {
      const data = ['GET', 'HEAD', 'OPTIONS'].includes(method) ? undefined : 'x';
      const last = await second(t, { url: t.redirect(status, t.url('/end')), method, data });
      t.equal({ method: last?.method, text: last?.text }, expected, 'the second request');
    },
  };
}

const kept = (method: string) => ({ method, text: ['PUT', 'POST', 'DELETE'].includes(method) ? 'x' : '' });
const get = { method: 'GET', text: '' };

const methods: readonly Case[] = [
  ...[301, 302, 303, 307, 308].map(status => follows(status, 'GET', get)),
  ...[301, 302, 303].map(status => follows(status, 'POST', get)),
  ...[307, 308].map(status => follows(status, 'POST', kept('POST'))),
  ...[301, 302, 307, 308].map(status => follows(status, 'PUT', kept('PUT'))),
  follows(303, 'PUT', get),
  follows(302, 'DELETE', kept('DELETE')),
  follows(303, 'DELETE', get),
  ...[302, 303, 307].map(status => follows(status, 'HEAD', kept('HEAD'))),
  follows(303, 'OPTIONS', get),
];

const about = {
  'content-type': 'text/x',
  'content-language': 'de',
  'content-encoding': 'x-none',
  'x-a': 'b',
};

function headersAfter(status: number, expected: readonly (string | undefined)[]): Case {
  return {
    id: `redirect/follow/headers-after-${status}`,
    source: 'D',
    quote: becomes,
    run: async t => {
      const url = t.redirect(status, t.url('/end'));
      const last = await second(t, { url, method: 'POST', data: 'x', header: about });
      const found = Object.keys(about).map(name => last && seenHeader(last, name));
      t.equal(found, expected, `${Object.keys(about).join(', ')} of the second request`);
    },
  };
}

/** Where this Location leads, from `/<token>/play/…`. */
function leads(
  id: string,
  location: (t: Tools) => string,
  expected: string,
  source: Case['source'] = 'O',
): Case {
  return {
    id: `redirect/follow/${id}`,
    source,
    quote: five,
    run: async t => {
      const last = await second(t, { url: t.redirect(302, location(t)) });
      t.equal(last?.target, expected, 'the target of the second request');
    },
  };
}

/** This answer is the result. */
function result(id: string, quote: string, status: number, headers: readonly RawHeader[]): Case {
  return {
    id: `redirect/follow/${id}`,
    source: 'D',
    quote,
    run: async t => {
      const { statusCode, data } = await t.success({ url: t.respond({ status, headers, body: 'here' }) });
      t.equal({ statusCode, data }, { statusCode: status, data: 'here' }, 'the result');
      t.equal((await t.seen()).length, 1, 'the number of requests that reached the server');
    },
  };
}

const targets: readonly Case[] = [
  headersAfter(303, [undefined, undefined, undefined, 'b']),
  headersAfter(307, ['text/x', 'de', 'x-none', 'b']),
  leads('an-absolute-location', t => t.url('/end?a=1'), '/end?a=1'),
  leads('a-relative-location', () => '../end', '/end'),
  leads('a-location-from-the-root', t => `/${t.token}/end`, '/end'),
  leads('a-location-without-a-scheme', t => t.url('/end').replace(/^https?:/, ''), '/end'),
  leads('a-fragment-is-not-sent', t => `${t.url('/end')}#top`, '/end', 'D'),
  leads('a-space-in-a-location', t => t.url('/a b'), '/a%20b', 'D'),
  // As a server writes UTF-8: each byte is a Latin-1 character to HTTP.
  leads('a-location-in-utf-8', t => t.url('/\u00e5\u0090\u008d'), '/%E5%90%8D', 'D'),
  {
    id: 'redirect/follow/data-goes-into-the-first-url-alone',
    source: 'O',
    quote: five,
    run: async t => {
      const last = await second(t, { url: t.redirect(302, t.url('/end?b=2')), data: { a: 1 } });
      t.equal(last?.target, '/end?b=2', 'the target of the second request');
    },
  },
  {
    id: 'redirect/follow/one-after-another',
    source: 'O',
    quote: five,
    run: async t => {
      t.equal((await t.success({ url: t.url('/hops/307/3') })).data, { ok: true }, 'data');
      const found = (await t.seen(4)).map(one => one.target);
      t.equal(found, ['/hops/307/3', '/hops/307/2', '/hops/307/1', '/hops/307/0'], 'the targets');
    },
  },
  {
    id: 'redirect/follow/nothing-of-the-redirect-is-seen',
    source: 'O',
    quote: five,
    run: async t => {
      const headers: RawHeader[] = [
        ['location', t.url('/end')],
        ['x-a', 'redirect'],
      ];
      const call = t.listen({ url: t.respond({ status: 302, headers, body: 'redirect' }) });
      const { data, statusCode, header } = await t.succeeded(call);
      t.equal(
        { data, statusCode, a: header['x-a'] },
        { data: { ok: true }, statusCode: 200, a: undefined },
        'the result',
      );
      const texts = call.events.filter(one => one.name === 'headersReceived').length;
      t.equal(texts, 1, 'the number of headers events');
    },
  },
  ...[301, 302, 303, 307, 308].map(status => result(`${status}-without-a-location`, none, status, [])),
  ...[201, 300, 305].map(status => result(`${status}-is-none`, five, status, [['location', '/end']])),
];

/** SPEC §5: redirects that are followed. */
export const redirect: readonly Case[] = [...methods, ...targets];
