import type { Case } from '../case.ts';
import { cache, http2, https, not } from '../needs.ts';

const typeRule = '`responseType`: `arraybuffer` in any case, anything else is text.';
const dataTypeRule = "`dataType`: `undefined` is `json`; exactly `'json'` parses.";

function read(id: string, source: Case['source'], quote: string, options: object, data: () => unknown): Case {
  return {
    id: `call/odd-types/${id}`,
    source,
    quote,
    run: async t => {
      t.equal((await t.success({ url: t.respond({ body: '12' }), ...options })).data, data(), 'data');
    },
  };
}

const bytes = (): unknown => new Uint8Array([49, 50]).buffer;
const text = (): unknown => '12';
const parsed = (): unknown => 12;

const types: readonly Case[] = [
  read('array-buffer', 'O', typeRule, { responseType: 'arraybuffer' }, bytes),
  read('array-buffer-in-any-case', 'D', typeRule, { responseType: 'ArrayBuffer' }, bytes),
  read('other-response-type-is-text', 'D', typeRule, { responseType: 'blob', dataType: 'text' }, text),
  read('response-type-that-is-no-string', 'D', typeRule, { responseType: 1, dataType: 'text' }, text),
  read('no-data-type-is-json', 'O', dataTypeRule, { dataType: undefined }, parsed),
  read('json', 'O', dataTypeRule, { dataType: 'json' }, parsed),
  read('upper-case-json-is-text', 'O', dataTypeRule, { dataType: 'JSON' }, text),
  read('empty-data-type-is-text', 'O', dataTypeRule, { dataType: '' }, text),
  read('other-data-type-is-text', 'O', dataTypeRule, { dataType: 'xml' }, text),
];

const withoutEffect =
  '`enableQuic`, `enableHttpDNS`, `httpDNSServiceId`, `httpDNSTimeout`, `enableHttpDNSFallback`, `forceCellularNetwork`, `useHighPerformanceMode` are accepted, without effect.';
const shared =
  '`enableHttp2` takes effect on Node and Deno (parallel requests to one origin share a connection).';
const fresh = { headers: [['cache-control', 'max-age=60']] as const, body: 'x' };
const phoneOnly = {
  enableQuic: true,
  enableHttpDNS: true,
  httpDNSServiceId: 'wx1',
  httpDNSTimeout: 1,
  enableHttpDNSFallback: true,
  forceCellularNetwork: true,
  useHighPerformanceMode: true,
};

const ignored: readonly Case[] = [
  {
    id: 'call/ignored/phone-only-options',
    source: 'W',
    quote: withoutEffect,
    run: async t => {
      const { profile, ...res } = await t.success({ url: t.url(), ...phoneOnly });
      const { profile: other, ...plain } = await t.success({ url: t.url() });
      t.ok(typeof profile === typeof other, 'profile', 'as without these options', profile);
      const undated = ({ header, ...rest }: typeof res): object => ({ ...rest, names: Object.keys(header) });
      t.equal(undated(res), undated(plain), 'the result, as without these options');
      const [first, second] = await t.seen(2);
      t.equal(first?.headers, second?.headers, 'the headers that the server saw, as without these options');
    },
  },
  {
    id: 'call/ignored/http2-shares-a-connection',
    source: 'W',
    quote: shared,
    needs: [http2, https],
    run: async t => {
      const url = t.play([{ wait: 'both' }, { head: 200 }], t.server.https?.base);
      const calls = [1, 2].map(() => t.call({ url, enableHttp2: true }));
      const seen = await t.seen(2);
      await Promise.all(calls.map(() => t.go('both')));
      for (const call of calls) await t.succeeded(call);
      t.equal(
        seen.map(one => one.version),
        ['2.0', '2.0'],
        'the HTTP versions that the server saw',
      );
      t.equal(seen[0]?.connection, seen[1]?.connection, 'the connection of the second request');
    },
  },
  {
    id: 'call/ignored/http2-where-there-is-none',
    source: 'W',
    quote: shared,
    needs: [not(http2)],
    run: async t => {
      await t.success({ url: t.url(), enableHttp2: true });
    },
  },
  {
    id: 'call/ignored/cache-in-a-page',
    source: 'D',
    quote: 'in browsers the fetch cache mode is `default` with it and `no-store` without',
    needs: [cache],
    run: async t => {
      const url = t.respond(fresh);
      for (let i = 0; i < 2; i++) await t.success({ url, enableCache: true });
      t.equal((await t.seen()).length, 1, 'the number of requests that reached the server with enableCache');
      await t.success({ url });
      t.equal((await t.seen()).length, 2, 'and with one more without it');
    },
  },
  {
    id: 'call/ignored/cache-on-a-server',
    source: 'D',
    quote: 'on servers it has no effect',
    needs: [not(cache)],
    run: async t => {
      const url = t.respond(fresh);
      for (let i = 0; i < 2; i++) await t.success({ url, enableCache: true });
      t.equal((await t.seen()).length, 2, 'the number of requests that reached the server');
    },
  },
];

/** SPEC §1: how odd values count, and which options have no effect here. */
export const callOptions: readonly Case[] = [...types, ...ignored];
