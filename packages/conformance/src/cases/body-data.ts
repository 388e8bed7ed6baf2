import type { Case } from '../case.ts';
import { seenHeader } from '../address.ts';
import { sends, sent } from './sent.ts';

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
  sends('string/json-text', 'T', stringRule, { data: '{"a":1}' }, '{"a":1}'),
  sends('string/number-as-text', 'T', stringRule, { header: json, data: '12' }, '12'),
  sends('string/under-put', 'T', stringRule, { method: 'PUT', data: 'x y' }, 'x y'),
  sends('string/of-letters-in-a-form', 'T', stringRule, { header: form, data: 'str' }, 'str'),
  sends('string/line-breaks', 'T', stringRule, { data: 'a\r\nb\n' }, 'a\r\nb\n'),
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
  sends('json/no-fields', 'O', jsonRule, { data: {} }, '{}'),
  sends('json/empty-array', 'O', jsonRule, { data: [] }, '[]'),
  sends('json/undefined-inside', 'O', jsonRule, { data: { a: undefined, b: [undefined] } }, '{"b":[null]}'),
  sends('json/to-json', 'O', jsonRule, { data: { toJSON: () => ({ a: 1 }) } }, '{"a":1}'),
  sends('json/non-ascii', 'O', jsonRule, { data: { 名: 'é' } }, '{"名":"é"}'),
  sends('json/date', 'O', jsonRule, { data: new Date(0) }, '"1970-01-01T00:00:00.000Z"'),
  sends('json/null', 'O', jsonRule, { data: null }, 'null'),
  sends('json/date-inside', 'O', jsonRule, { data: { d: new Date(0) } }, '{"d":"1970-01-01T00:00:00.000Z"}'),
  sends('json/number', 'O', jsonScalar, { header: json, data: 12 }, '12'),
  sends('json/boolean', 'O', jsonScalar, { header: json, data: false }, 'false'),
  sends('json/number-as-text', 'O', jsonScalar, { header: plain, data: 12 }, '12'),
  sends('json/boolean-as-text', 'O', jsonScalar, { header: plain, data: true }, 'true'),
  sends('json/number-in-a-form', 'O', jsonScalar, { header: form, data: 12 }, '12'),
  sends('json/boolean-in-a-form', 'O', jsonScalar, { header: form, data: false }, 'false'),
  sends('json/number-by-default', 'O', jsonScalar, { data: 1.5 }, '1.5'),
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
  formCase(
    'every-kind-of-value',
    'O',
    formRule,
    { a: 1, b: true, c: null, d: undefined, e: 'x y&z', f: [1, 2], g: { k: 1 } },
    'a=1&b=true&c=null&d=undefined&e=x%20y%26z&f=1%2C2&g=%5Bobject%20Object%5D',
  ),
  formCase('empty-value', 'T', formRule, { a: '', b: 'x' }, 'a=&b=x'),
  formCase('plus-and-space', 'T', formRule, { a: '1 + 1' }, 'a=1%20%2B%201'),
  formCase('array-of-objects', 'O', 'a top-level array by index', [{ a: 1 }], '0=%5Bobject%20Object%5D'),
  formCase('empty-array', 'O', 'a top-level array by index', [], ''),
  formCase('own-text', 'O', formRule, { a: { toString: () => 'x y' } }, 'a=x%20y'),
  formCase('no-fields', 'O', formRule, {}, ''),
];

/** SPEC §2: what becomes of strings, JSON and forms. */
export const bodyData: readonly Case[] = [...text, ...forms];
