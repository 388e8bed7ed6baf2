import type { Case } from '../case.ts';
import type { Bytes, RawHeader } from '../script.ts';
import type { Options } from '../tools.ts';
import { host, setCookie } from '../needs.ts';

/** The server answers with this body; `data` is that. */
function gives(
  id: string,
  source: Case['source'],
  quote: string,
  body: string | Bytes,
  data: unknown,
  options: Options = {},
): Case {
  return {
    id: `response/${id}`,
    source,
    quote,
    run: async t => {
      t.equal((await t.success({ url: t.respond({ body }), ...options })).data, data, 'data');
    },
  };
}

const once = 'Text with `dataType` `json` goes through `JSON.parse` once.';
const stillString = 'If that throws, or the body is empty, `data` is the string, and it is still success.';
const utf8 = 'UTF-8, malformed bytes become U+FFFD; exactly one leading U+FEFF goes.';
const text = { dataType: 'text' };
const exact = "An ArrayBuffer of exactly the body's length, sharing memory with nothing, never parsed.";
const buffer = (...bytes: readonly number[]): ArrayBuffer => new Uint8Array(bytes).buffer;
const binary = { responseType: 'arraybuffer' };

const data: readonly Case[] = [
  gives('json/object', 'T', once, '{"a":[1,null]}', { a: [1, null] }),
  gives('json/parsed-once', 'O', once, '"{\\"a\\":1}"', '{"a":1}'),
  gives('json/not-json', 'T', stillString, '<p>', '<p>'),
  gives('json/empty', 'O', stillString, '', ''),
  gives('json/cut-off', 'O', stillString, '{"a":', '{"a":'),
  gives('json/number', 'O', 'Primitives parse to primitives.', '12', 12),
  gives('json/null', 'O', 'Primitives parse to primitives.', 'null', null),
  gives('json/true', 'O', 'Primitives parse to primitives.', 'true', true),
  gives('json/after-a-byte-order-mark', 'O', once, { hex: 'efbbbf7b7d' }, {}),
  gives('text/not-parsed', 'T', 'Otherwise the string.', '{"a":1}', '{"a":1}', text),
  gives('text/utf-8', 'W', utf8, 'größe 名 \u{1F600}', 'größe 名 \u{1F600}', text),
  gives('text/malformed', 'O', utf8, { hex: '61ff62' }, 'a\ufffdb', text),
  gives('text/one-byte-order-mark-goes', 'O', utf8, { hex: 'efbbbfefbbbf61' }, '\ufeffa', text),
  gives('arraybuffer/exact', 'T', exact, { hex: '0001ff' }, buffer(0, 1, 255), binary),
  gives('arraybuffer/never-parsed', 'T', exact, '{}', buffer(123, 125), binary),
  gives('arraybuffer/large', 'T', exact, { fill: 200000 }, new Uint8Array(200000).fill(120).buffer, binary),
  {
    id: 'response/arraybuffer/its-own-memory',
    source: 'D',
    quote: exact,
    run: async t => {
      const { data: found } = await t.success({ url: t.respond({ body: { hex: '0102' } }), ...binary });
      const size = found instanceof ArrayBuffer ? found.byteLength : undefined;
      t.equal(size, 2, 'byteLength of data');
    },
  },
  ...[204, 304].flatMap(status => [
    {
      id: `response/empty/${status}`,
      source: 'O' as const,
      quote: "204, 304, HEAD, empty: `''`; under arraybuffer zero bytes.",
      run: async (t: Parameters<Case['run']>[0]) => {
        t.equal((await t.success({ url: t.respond({ status }) })).data, '', 'data');
        t.equal(
          (await t.success({ url: t.respond({ status }), ...binary })).data,
          buffer(),
          'data, as arraybuffer',
        );
      },
    },
  ]),
  gives('empty/head', 'O', "204, 304, HEAD, empty: `''`; under arraybuffer zero bytes.", '{"a":1}', '', {
    method: 'HEAD',
  }),
  gives(
    'empty/body',
    'O',
    "204, 304, HEAD, empty: `''`; under arraybuffer zero bytes.",
    '',
    buffer(),
    binary,
  ),
];

function shows(
  id: string,
  quote: string,
  headers: readonly RawHeader[],
  expected: object,
  ...[hostOptions]: [object?]
): Case {
  return {
    id: `response/header/${id}`,
    source: 'D',
    quote,
    needs: hostOptions === undefined ? [] : [host],
    run: async t => {
      const { header } = await t.success({ url: t.respond({ headers }) }, hostOptions);
      const found = Object.fromEntries(Object.keys(expected).map(name => [name, header[name]]));
      t.equal(found, expected, 'header');
    },
  };
}

const headers: readonly Case[] = [
  shows('lower-case', 'names lower case in every runtime', [['X-Token', 'a']], {
    'x-token': 'a',
    'X-Token': undefined,
  }),
  shows(
    'repeats',
    'repeats joined with `, `',
    [
      ['x-a', '1'],
      ['X-A', '2'],
    ],
    { 'x-a': '1, 2' },
  ),
  shows('latin-1', 'values read as Latin-1 as fetch does', [['x-a', 'gr\u00f6\u00dfe']], {
    'x-a': 'gr\u00f6\u00dfe',
  }),
  shows(
    'title-case',
    "Host `headerCase: 'title'` gives `Content-Type`, `Set-Cookie`, `X-Token` instead",
    [['x-token', 'a']],
    { 'X-Token': 'a' },
    { headerCase: 'title' },
  ),
];

const cookieRule =
  'Each `Set-Cookie` is one string of `cookies`, whole, commas included; `[]` where there is none';
const date = 'a=1; Expires=Wed, 21 Oct 2026 07:28:00 GMT';

const cookies: readonly Case[] = [
  {
    id: 'response/cookies/each-whole',
    source: 'T',
    quote: cookieRule,
    needs: [setCookie],
    run: async t => {
      const url = t.respond({
        headers: [
          ['set-cookie', date],
          ['Set-Cookie', 'b=2; Path=/'],
        ],
      });
      t.equal((await t.success({ url })).cookies, [date, 'b=2; Path=/'], 'cookies');
    },
  },
  {
    id: 'response/cookies/none',
    source: 'T',
    quote: cookieRule,
    run: async t => {
      t.equal((await t.success({ url: t.url() })).cookies, [], 'cookies');
    },
  },
  {
    id: 'response/cookies/no-jar',
    source: 'D',
    quote: 'nothing is kept or sent that the developer did not set',
    needs: [setCookie],
    run: async t => {
      await t.success({ url: t.respond({ headers: [['set-cookie', 'a=1; Path=/']] }) });
      await t.success({ url: t.url('/next') });
      const last = (await t.seen(2)).find(one => one.target === '/next');
      t.equal(
        last?.headers.some(([name]) => name.toLowerCase() === 'cookie'),
        false,
        'whether the next request had a cookie',
      );
    },
  },
];

/** SPEC §3: data, header and cookies. */
export const response: readonly Case[] = [...data, ...headers, ...cookies];
