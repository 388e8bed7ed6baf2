import type { Case } from '../case.ts';
import type { Bytes, Step } from '../script.ts';
import type { Options } from '../tools.ts';
import { chunks } from '../needs.ts';
import { isBuffer } from '../show.ts';

type Source = Case['source'];

/** The server answers with this body; `data` is that. */
function gives(
  id: string,
  source: Source,
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

/** The server does these steps; `data` is that. */
function becomes(
  id: string,
  source: Source,
  quote: string,
  steps: readonly Step[],
  data: unknown,
  options: Options = {},
): Case {
  return {
    id: `response/${id}`,
    source,
    quote,
    run: async t => {
      t.equal((await t.success({ url: t.play(steps), ...options })).data, data, 'data');
    },
  };
}

const once = 'Text with `dataType` `json` goes through `JSON.parse` once.';
const stillString = 'If that throws, or the body is empty, `data` is the string, and it is still success.';
const primitives = 'Primitives parse to primitives.';
const html: Step = { head: 200, headers: [['content-type', 'text/html']] };

const json: readonly Case[] = [
  gives('json/object', 'T', once, '{"a":[1,null],"b":{}}', { a: [1, null], b: {} }),
  gives('json/array', 'T', once, '[{"a":1},"b"]', [{ a: 1 }, 'b']),
  gives('json/asked-for', 'T', once, '{"a":1}', { a: 1 }, { dataType: 'json' }),
  gives('json/not-twice', 'O', once, '"{\\"a\\":1}"', '{"a":1}'),
  gives('json/white-space-around', 'O', once, ' \r\n{"a":1}\n', { a: 1 }),
  gives('json/after-a-byte-order-mark', 'O', once, { hex: 'efbbbf7b7d' }, {}),
  becomes('json/whatever-the-content-type', 'O', once, [html, { send: { text: '{"a":1}' } }], { a: 1 }),
  becomes('json/whatever-the-status', 'O', once, [{ head: 500 }, { send: { text: '{"a":1}' } }], { a: 1 }),
  gives('json/not-json', 'T', stillString, '<p>', '<p>'),
  gives('json/empty', 'O', stillString, '', ''),
  gives('json/cut-off', 'O', stillString, '{"a":', '{"a":'),
  gives('json/javascript-is-no-json', 'O', stillString, "{a:'b'}", "{a:'b'}"),
  gives('json/not-a-number-is-no-json', 'O', stillString, 'NaN', 'NaN'),
  gives('json/a-primitive-number', 'O', primitives, '12', 12),
  gives('json/a-primitive-null', 'O', primitives, 'null', null),
  gives('json/a-primitive-boolean', 'O', primitives, 'true', true),
  gives('json/a-primitive-string', 'O', primitives, '"a"', 'a'),
];

const whole = 'Otherwise the string.';
const utf8 = 'UTF-8, malformed bytes become U+FFFD; exactly one leading U+FEFF goes.';
const text = { dataType: 'text' };
const gbk: Step = { head: 200, headers: [['content-type', 'text/plain; charset=gbk']] };

const texts: readonly Case[] = [
  gives('text/not-parsed', 'T', whole, '{"a":1}', '{"a":1}', text),
  gives('text/as-it-is', 'T', whole, ' a\r\n\u0000b\t', ' a\r\n\u0000b\t', text),
  gives('text/empty', 'T', whole, '', '', text),
  gives('text/utf-8', 'W', utf8, 'größe 名 \u{1F600}', 'größe 名 \u{1F600}', text),
  becomes('text/whatever-the-charset-says', 'W', utf8, [gbk, { send: { text: 'ö' } }], 'ö', text),
  gives('text/malformed', 'O', utf8, { hex: '61ff62' }, 'a\ufffdb', text),
  gives('text/cut-in-a-character', 'O', utf8, { hex: '61e590' }, 'a\ufffd', text),
  gives('text/overlong', 'O', utf8, { hex: 'c0af' }, '\ufffd\ufffd', text),
  gives('text/one-byte-order-mark-goes', 'O', utf8, { hex: 'efbbbfefbbbf61' }, '\ufeffa', text),
  gives('text/a-later-byte-order-mark-stays', 'O', utf8, { hex: '61efbbbf' }, 'a\ufeff', text),
  {
    id: 'response/text/a-character-in-two-pieces',
    source: 'O',
    quote: utf8,
    needs: [chunks],
    run: async t => {
      const head: Step = { head: 200 };
      const url = t.play([head, { send: { hex: '61e5' } }, { wait: 'go' }, { send: { hex: '908d62' } }]);
      const call = t.listen({ url, ...text });
      await call.when('chunkReceived');
      await t.go('go');
      t.equal((await t.succeeded(call)).data, 'a名b', 'data');
    },
  },
];

const exact = "An ArrayBuffer of exactly the body's length, sharing memory with nothing, never parsed.";
const buffer = (...bytes: readonly number[]): ArrayBuffer => new Uint8Array(bytes).buffer;
const binary = { responseType: 'arraybuffer' };

const buffers: readonly Case[] = [
  gives('arraybuffer/exact', 'T', exact, { hex: '0001ff' }, buffer(0, 1, 255), binary),
  gives('arraybuffer/never-parsed', 'T', exact, '{}', buffer(123, 125), { ...binary, dataType: 'json' }),
  gives('arraybuffer/keeps-a-byte-order-mark', 'T', exact, { hex: 'efbbbf' }, buffer(239, 187, 191), binary),
  gives('arraybuffer/large', 'T', exact, { fill: 200000 }, new Uint8Array(200000).fill(120).buffer, binary),
  becomes(
    'arraybuffer/of-several-pieces',
    'T',
    exact,
    [{ head: 200 }, { send: { hex: '01' } }, { send: { hex: '0203' } }],
    buffer(1, 2, 3),
    binary,
  ),
  {
    id: 'response/arraybuffer/shares-no-memory-with-chunks',
    source: 'D',
    quote: exact,
    run: async t => {
      const call = t.call({ url: t.respond({ body: { hex: '010203' } }), ...binary });
      call.task.onChunkReceived(({ data }: { data: ArrayBuffer }) => new Uint8Array(data).fill(9));
      t.equal(
        (await t.succeeded(call)).data,
        buffer(1, 2, 3),
        'data, after a listener has overwritten chunks',
      );
    },
  },
  {
    id: 'response/arraybuffer/shares-no-memory-with-the-next',
    source: 'D',
    quote: exact,
    run: async t => {
      const url = t.respond({ body: { hex: '010203' } });
      const first = await t.success({ url, ...binary });
      const { data } = await t.success({ url, ...binary });
      if (isBuffer(first.data)) new Uint8Array(first.data).fill(9);
      t.equal(data, buffer(1, 2, 3), 'data of the second, after that of the first was overwritten');
    },
  },
];

const nothing = "204, 304, HEAD, empty: `''`; under arraybuffer zero bytes.";

/** An answer without a body, as text and as bytes. */
function empty(id: string, steps: readonly Step[], options: Options = {}): Case[] {
  return [
    becomes(`empty/${id}`, 'O', nothing, steps, '', options),
    becomes(`empty/${id}-as-bytes`, 'O', nothing, steps, buffer(), { ...options, ...binary }),
  ];
}

const empties: readonly Case[] = [
  ...empty('status-204', [{ head: 204 }]),
  ...empty('status-304', [{ head: 304, headers: [['etag', '"a"']] }]),
  ...empty('head', [{ head: 200 }, { send: { text: '{"a":1}' } }], { method: 'HEAD' }),
  ...empty('no-bytes', [{ head: 200 }, { send: { text: '' } }]),
  ...empty('no-chunks', [{ head: 200, headers: [['transfer-encoding', 'chunked']] }]),
];

/** SPEC §3: what a body becomes. */
export const response: readonly Case[] = [...json, ...texts, ...buffers, ...empties];
