import type { Case } from '../case.ts';
import { seenHeader } from '../address.ts';
import { sends, sendsBytes, sent, what } from './sent.ts';

const json = { 'content-type': 'application/json' };
const form = { 'content-type': 'application/x-www-form-urlencoded' };

const stringRule = 'As is, UTF-8, never JSON-quoted';
const jsonRule = 'Object, array, `null` → `JSON.stringify`.';
const jsonScalar = 'Number, boolean: likewise under a JSON content-type, else `String(v)`.';
const plain = { 'content-type': 'text/plain' };

const text: readonly Case[] = [
  sends('string/as-it-is', 'T', stringRule, { data: 'a=1&b="2"' }, 'a=1&b="2"'),
  sends('string/utf-8', 'T', stringRule, { data: 'größe=名\u{1F600}' }, 'größe=名\u{1F600}'),
  sends('string/as-it-is-in-a-form', 'T', stringRule, { header: form, data: 'a b' }, 'a b'),
  {
    id: 'body/string/empty',
    source: 'T',
    quote: "`''` is a body of no bytes",
    run: async t => {
      const seen = await sent(t, { data: '' });
      const length = seenHeader(seen, 'content-length');
      t.equal({ body: seen.body, length }, { body: '', length: '0' }, 'body and content-length');
    },
  },
  sends(
    'json/object',
    'T',
    jsonRule,
    { data: { a: [1, { b: null }], c: 'x' } },
    '{"a":[1,{"b":null}],"c":"x"}',
  ),
  sends('json/array', 'T', jsonRule, { data: [1, 'b'] }, '[1,"b"]'),
  sends('json/null', 'O', jsonRule, { data: null }, 'null'),
  sends('json/date-inside', 'O', jsonRule, { data: { d: new Date(0) } }, '{"d":"1970-01-01T00:00:00.000Z"}'),
  sends('json/number', 'O', jsonScalar, { header: json, data: 12 }, '12'),
  sends('json/boolean', 'O', jsonScalar, { header: json, data: false }, 'false'),
  sends('json/number-not-finite', 'D', jsonScalar, { header: json, data: NaN }, 'null'),
  sends('json/number-not-finite-as-text', 'D', jsonScalar, { header: plain, data: NaN }, 'NaN'),
];

const formRule = '`encodeURIComponent(k)=encodeURIComponent(String(v))` joined with `&`';
const special = { 'a b': "x&y=z'()*!~", 中: '文' };
const formCase = (id: string, source: Case['source'], quote: string, data: unknown, expected: string): Case =>
  sends(`form/${id}`, source, quote, { header: form, data }, expected);

const forms: readonly Case[] = [
  formCase('fields', 'T', formRule, { a: 1, b: true, c: 'x' }, 'a=1&b=true&c=x'),
  formCase('encoded', 'T', formRule, special, "a%20b=x%26y%3Dz'()*!~&%E4%B8%AD=%E6%96%87"),
  formCase(
    'nested-object',
    'O',
    'nested object `%5Bobject%20Object%5D`',
    { g: { k: 1 } },
    'g=%5Bobject%20Object%5D',
  ),
  formCase('nested-array', 'O', 'array value `1%2C2`', { f: [1, 2] }, 'f=1%2C2'),
  formCase('null-value', 'O', 'null value `null`', { n: null, u: undefined }, 'n=null&u=undefined'),
  formCase('array', 'O', 'a top-level array by index', [1, 2], '0=1&1=2'),
  formCase('null', 'O', "top-level `null` → `''`", null, ''),
  formCase('no-fields', 'O', formRule, {}, ''),
];

const viewRule = 'Typed array, DataView, Buffer → the bytes they view.';
const around = (): ArrayBuffer => new Uint8Array([9, 9, 1, 255, 0, 9]).buffer;

const binary: readonly Case[] = [
  sendsBytes(
    'binary/array-buffer',
    'W',
    'ArrayBuffer → its bytes.',
    () => new Uint8Array([1, 255, 0]).buffer,
  ),
  sendsBytes('binary/typed-array', 'D', viewRule, () => new Uint8Array(around(), 2, 3)),
  sendsBytes('binary/data-view', 'D', viewRule, () => new DataView(around(), 2, 3)),
  {
    id: 'body/binary/whatever-the-content-type',
    source: 'W',
    quote: 'ArrayBuffer → its bytes.',
    run: async t => {
      const { body: seen } = await sent(t, { header: form, data: new Uint8Array([1, 2]).buffer });
      t.equal(seen, '0102', `${what}, in hex`);
    },
  },
  {
    id: 'body/binary/large',
    source: 'W',
    quote: 'ArrayBuffer → its bytes.',
    run: async t => {
      const { body: seen } = await sent(t, { data: new Uint8Array(300000).fill(7).buffer });
      t.equal(seen.length, 600000, 'the number of hex digits that the server saw');
      t.ok(/^(07)+$/.test(seen), what, 'only bytes 7', seen.slice(0, 40));
    },
  },
];

/** SPEC §2: what becomes of strings, JSON, forms and bytes. */
export const bodyData: readonly Case[] = [...text, ...forms, ...binary];
