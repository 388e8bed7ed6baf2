import type { Case } from '../case.ts';
import { host, method, not } from '../needs.ts';

const badUrl =
  'The text must start with `http://` or `https://` (any case; no leading space) and parse, else `request:fail invalid url "<url>"`, 600009.';

/** SPEC §1: what is taken, and how odd values count. */
export const callOptions: readonly Case[] = [
  {
    id: 'call/bad-method/none-is-get',
    source: 'T',
    quote: "`undefined`, null, `''` → GET; else upper-cased.",
    run: async t => {
      for (const none of [undefined, null, '']) await t.success({ url: t.url(), method: none });
      t.equal(
        (await t.seen()).map(one => one.method),
        ['GET', 'GET', 'GET'],
        'the methods that the server saw',
      );
    },
  },
  {
    id: 'call/bad-method/upper-cased',
    source: 'O',
    quote: "`undefined`, null, `''` → GET; else upper-cased.",
    run: async t => {
      await t.success({ url: t.url(), method: 'delete' });
      t.equal((await t.arrived()).method, 'DELETE', 'the method that the server saw');
    },
  },
  {
    id: 'call/bad-method/not-sendable-here',
    source: 'D',
    quote:
      'Legal, but not sendable here (browsers: TRACE, CONNECT) → `request:fail method TRACE is not supported on this platform`, 100.',
    needs: [not(method('TRACE'))],
    run: async t => {
      t.failsWith(
        await t.fail({ url: t.url(), method: 'TRACE' }),
        'request:fail method TRACE is not supported on this platform',
        100,
      );
      t.equal((await t.seen()).length, 0, 'the number of requests that reached the server');
    },
  },
  {
    id: 'call/bad-url/any-case',
    source: 'O',
    quote: badUrl,
    run: async t => {
      await t.success({ url: t.url().replace('http', 'HTTP') });
    },
  },
  {
    id: 'call/bad-url/host-base-url',
    source: 'D',
    quote: 'Where the host has a `baseUrl`, a URL without a scheme resolves against it',
    needs: [host],
    run: async t => {
      await t.success({ url: 'c?x=1' }, { baseUrl: t.url('/a/b') });
      t.equal((await t.arrived()).target, '/a/c?x=1', 'the target that the server saw');
    },
  },
  {
    id: 'call/odd-types/data-type-only-json-parses',
    source: 'O',
    quote: "exactly `'json'` parses",
    run: async t => {
      const url = t.respond({ body: '{"a":1}' });
      t.equal((await t.success({ url, dataType: 'JSON' })).data, '{"a":1}', 'data under dataType "JSON"');
      t.equal((await t.success({ url, dataType: undefined })).data, { a: 1 }, 'data without dataType');
    },
  },
  {
    id: 'call/odd-types/response-type-in-any-case',
    source: 'D',
    quote: '`responseType`: `arraybuffer` in any case, anything else is text.',
    run: async t => {
      const url = t.respond({ body: 'ab' });
      const { data } = await t.success({ url, responseType: 'ArrayBuffer' });
      t.equal(data, new Uint8Array([97, 98]).buffer, 'data under responseType "ArrayBuffer"');
      t.equal((await t.success({ url, responseType: 'blob' })).data, 'ab', 'data under responseType "blob"');
    },
  },
  {
    id: 'call/ignored/phone-only-options',
    source: 'W',
    quote:
      '`enableQuic`, `enableHttpDNS`, `httpDNSServiceId`, `httpDNSTimeout`, `enableHttpDNSFallback`, `forceCellularNetwork`, `useHighPerformanceMode` are accepted, without effect.',
    run: async t => {
      const phone = { enableQuic: true, enableHttpDNS: true, httpDNSServiceId: 'x', httpDNSTimeout: 1 };
      await t.success({
        url: t.url(),
        ...phone,
        enableHttpDNSFallback: true,
        forceCellularNetwork: true,
        useHighPerformanceMode: true,
      });
    },
  },
  ...[404, 500, 304, 418].map((status): Case => ({
    id: `call/any-status/${status}`,
    source: 'W',
    quote: 'Any HTTP response, 4xx and 5xx included, is `success`.',
    run: async t => {
      t.equal((await t.success({ url: t.respond({ status }) })).statusCode, status, 'statusCode');
    },
  })),
  {
    id: 'call/any-status/no-whole-response',
    source: 'W',
    quote: 'Only the lack of a whole response is `fail`.',
    run: async t => {
      await t.fail({
        url: t.play([
          { head: 200, headers: [['content-length', '5']] },
          { send: { text: 'ab' } },
          { stop: 'reset' },
        ]),
      });
    },
  },
  {
    id: 'call/ok/fields',
    source: 'T',
    quote:
      "`success` gets `{ data, statusCode, header, cookies, errMsg: 'request:ok' }`, plus `profile` where measured.",
    run: async t => {
      const { profile, header, ...res } = await t.success({ url: t.url() });
      t.ok(typeof header === 'object', 'header', 'an object', header);
      t.ok(profile === undefined || typeof profile === 'object', 'profile', 'an object or nothing', profile);
      t.equal(
        res,
        { data: { ok: true }, statusCode: 200, cookies: [], errMsg: 'request:ok' },
        'the other fields',
      );
    },
  },
];
