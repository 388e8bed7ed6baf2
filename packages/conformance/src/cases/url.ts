import type { Case } from '../case.ts';
import { arrives } from './arrives.ts';

const pairs = '`encodeURIComponent(k)=encodeURIComponent(v)` joined with `&`';
const nested = 'A value that is an object or array is `JSON.stringify`-ed first';
const through = 'everything else goes through `String`: `null`, `undefined`, `true`, `NaN`.';
const order = 'own enumerable string keys in their order';
const inherited: unknown = Object.create(
  { no: 1 },
  { a: { value: 1, enumerable: true }, hidden: { value: 2 } },
);

/** SPEC §2: what becomes of GET's data. */
export const url: readonly Case[] = [
  arrives('get-query/pairs', 'T', pairs, '', { a: 1, b: 'x' }, '?a=1&b=x'),
  arrives('get-query/encoded', 'T', pairs, '', { 'a b': 'y&z=#?/' }, '?a%20b=y%26z%3D%23%3F%2F'),
  arrives('get-query/non-ascii', 'O', pairs, '', { 中文: '值' }, '?%E4%B8%AD%E6%96%87=%E5%80%BC'),
  arrives('get-query/empty-value', 'O', pairs, '', { e: '' }, '?e='),
  arrives('get-query/empty-key', 'T', pairs, '', { '': 1 }, '?=1'),
  arrives(
    'get-query/keys-and-values-encoded',
    'O',
    pairs,
    '',
    { 中文: '值', 'a b': 1 },
    '?%E4%B8%AD%E6%96%87=%E5%80%BC&a%20b=1',
  ),
  arrives('get-query/beyond-the-basic-plane', 'T', pairs, '', { e: '\u{1f600}' }, '?e=%F0%9F%98%80'),
  arrives('get-query/plus-and-percent', 'T', pairs, '', { a: '1+1=100%' }, '?a=1%2B1%3D100%25'),
  arrives('get-query/json-text-stays-text', 'T', pairs, '', { a: '{"b":1}' }, '?a=%7B%22b%22%3A1%7D'),
  arrives(
    'get-query/every-kind-of-value',
    'O',
    pairs,
    '',
    { a: 1, b: true, c: null, d: undefined, e: 'x y&z', f: [1, 2], g: { k: 1 } },
    '?a=1&b=true&c=null&d=undefined&e=x%20y%26z&f=%5B1%2C2%5D&g=%7B%22k%22%3A1%7D',
  ),
  arrives('get-query/nested-array', 'O', nested, '', { f: [1, 2] }, '?f=%5B1%2C2%5D'),
  arrives('get-query/nested-object', 'O', nested, '', { g: { k: 1 } }, '?g=%7B%22k%22%3A1%7D'),
  arrives(
    'get-query/nested-date',
    'O',
    nested,
    '',
    { d: new Date(0) },
    '?d=%221970-01-01T00%3A00%3A00.000Z%22',
  ),
  arrives(
    'get-query/nested-view',
    'O',
    nested,
    '',
    { u: new Uint8Array([1, 2]) },
    '?u=%7B%220%22%3A1%2C%221%22%3A2%7D',
  ),
  arrives('get-query/nested-empty', 'O', nested, '', { f: [], g: {} }, '?f=%5B%5D&g=%7B%7D'),
  arrives('get-query/nested-to-json', 'O', nested, '', { m: { toJSON: () => 7 } }, '?m=7'),
  arrives('get-query/null', 'O', through, '', { c: null }, '?c=null'),
  arrives('get-query/undefined', 'O', through, '', { d: undefined }, '?d=undefined'),
  arrives('get-query/boolean', 'O', through, '', { b: true }, '?b=true'),
  arrives('get-query/numbers', 'O', through, '', { n: NaN, i: Infinity, z: -0 }, '?n=NaN&i=Infinity&z=0'),
  arrives('get-query/array-by-index', 'O', 'GET with an object or array (by index)', '', [1, 2], '?0=1&1=2'),
  arrives(
    'get-query/array-of-objects',
    'O',
    'GET with an object or array (by index)',
    '',
    ['b', { c: 1 }],
    '?0=b&1=%7B%22c%22%3A1%7D',
  ),
  arrives('get-query/symbol-keys-are-left-out', 'O', order, '', { [Symbol('s')]: 1, a: 1 }, '?a=1'),
  arrives('get-query/own-enumerable-keys', 'O', order, '', inherited, '?a=1'),
  arrives('get-query/order-of-keys', 'O', order, '', { 2: 'b', 1: 'a', z: 1 }, '?1=a&2=b&z=1'),
];
