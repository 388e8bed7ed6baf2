import type { Case } from '../case.ts';

/** Calls `/p` + `from` with this data and expects `/p` + `to` at the server. */
function arrives(
  id: string,
  source: Case['source'],
  quote: string,
  from: string,
  data: unknown,
  to: string,
): Case {
  return {
    id: `url/${id}`,
    source,
    quote,
    run: async t => {
      await t.success({ url: t.url(`/p${from}`), data });
      const { target, body } = await t.arrived();
      t.equal(
        { target, body },
        { target: `/p${to}`, body: '' },
        'the target and the body that the server saw',
      );
    },
  };
}

const pairs = '`encodeURIComponent(k)=encodeURIComponent(v)` joined with `&`';
const nested = 'A value that is an object or array is `JSON.stringify`-ed first';
const through = 'everything else goes through `String`: `null`, `undefined`, `true`, `NaN`.';
const order = 'own enumerable string keys in their order';
const inherited: unknown = Object.create(
  { no: 1 },
  { a: { value: 1, enumerable: true }, hidden: { value: 2 } },
);

const query: readonly Case[] = [
  arrives('get-query/pairs', 'T', pairs, '', { a: 1, b: 'x' }, '?a=1&b=x'),
  arrives('get-query/encoded', 'T', pairs, '', { 'a b': 'y&z=#?/' }, '?a%20b=y%26z%3D%23%3F%2F'),
  arrives('get-query/non-ascii', 'O', pairs, '', { 中文: '值' }, '?%E4%B8%AD%E6%96%87=%E5%80%BC'),
  arrives('get-query/empty-value', 'O', pairs, '', { e: '' }, '?e='),
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
  arrives('get-query/null', 'O', through, '', { c: null }, '?c=null'),
  arrives('get-query/undefined', 'O', through, '', { d: undefined }, '?d=undefined'),
  arrives('get-query/boolean', 'O', through, '', { b: true }, '?b=true'),
  arrives('get-query/numbers', 'O', through, '', { n: NaN, i: Infinity, z: -0 }, '?n=NaN&i=Infinity&z=0'),
  arrives(
    'get-query/array-by-index',
    'O',
    'GET with an object or array (by index)',
    '',
    [1, 'b'],
    '?0=1&1=b',
  ),
  arrives('get-query/own-enumerable-keys', 'O', order, '', inherited, '?a=1'),
  arrives('get-query/order-of-keys', 'O', order, '', { 2: 'b', 1: 'a', z: 1 }, '?1=a&2=b&z=1'),
];

const replaced = 'is replaced in place, its later duplicates go';
const stays = 'All other text of the URL stays';
const standard = "After that the URL standard's parsing applies in every runtime alike";

const merge: readonly Case[] = [
  arrives('get-merge/appended', 'O', 'new keys are appended', '?x=1', { a: 9 }, '?x=1&a=9'),
  arrives('get-merge/replaced-in-place', 'O', replaced, '?a=2&x=1', { a: 9 }, '?a=9&x=1'),
  arrives('get-merge/replaced-at-the-end', 'O', replaced, '?x=1&a=2', { a: 9 }, '?x=1&a=9'),
  arrives('get-merge/later-duplicates-go', 'D', replaced, '?a=1&x=1&a=2', { a: 9 }, '?a=9&x=1'),
  arrives('get-merge/key-that-decodes-to-it', 'D', 'decoding to it', '?%61=1', { a: 9 }, '?a=9'),
  arrives('get-merge/empty-query', 'O', 'empty pieces at the end are dropped', '?', { a: 1 }, '?a=1'),
  arrives(
    'get-merge/trailing-ampersand',
    'D',
    'empty pieces at the end are dropped',
    '?x=1&',
    { a: 1 },
    '?x=1&a=1',
  ),
  arrives('get-merge/key-without-value', 'D', stays, '?x', { a: 1 }, '?x&a=1'),
  arrives('get-merge/equals-in-a-value', 'D', stays, '?t=a=b==', { a: 1 }, '?t=a=b==&a=1'),
  arrives('get-merge/second-question-mark', 'D', stays, '?a?b=1', { c: 1 }, '?a?b=1&c=1'),
  arrives('get-merge/repeated-keys', 'D', stays, '?x=1&x=2', { a: 1 }, '?x=1&x=2&a=1'),
  arrives('get-merge/malformed-escape', 'O', stays, '?%E4=1', { a: 1 }, '?%E4=1&a=1'),
  arrives('get-merge/apostrophe', 'D', standard, '', { a: "'()*!~" }, '?a=%27()*!~'),
  arrives('get-merge/dots-in-the-path', 'D', standard, '/a/../b', undefined, '/b'),
  arrives('get-merge/non-ascii-path', 'D', standard, '/名', undefined, '/%E5%90%8D'),
];

const before = 'The query goes before `#`; the fragment is never sent.';
const untouched =
  'GET with a string, number, ArrayBuffer, view, or an object without own enumerable keys: URL untouched, no body.';

const rest: readonly Case[] = [
  arrives('fragment/query-before-it', 'D', before, '?x=1#frag', { a: 1 }, '?x=1&a=1'),
  arrives('fragment/never-sent', 'D', before, '#frag', undefined, ''),
  arrives('fragment/question-mark-inside', 'D', before, '#f?y=1', { a: 1 }, '?a=1'),
  arrives('get-other/string', 'O', untouched, '?x=1', 'a=1', '?x=1'),
  arrives('get-other/number', 'O', untouched, '', 123, ''),
  arrives('get-other/null', 'O', untouched, '', null, ''),
  arrives('get-other/array-buffer', 'O', untouched, '', new ArrayBuffer(4), ''),
  arrives('get-other/view', 'O', untouched, '', new Uint8Array([1, 2]), ''),
  arrives('get-other/empty-object', 'O', untouched, '?x=1', {}, '?x=1'),
  arrives('get-other/date', 'O', untouched, '', new Date(0), ''),
];

/** SPEC §2: what becomes of GET's data and of the URL. */
export const url: readonly Case[] = [...query, ...merge, ...rest];
