import type { Case } from '../case.ts';
import { arrives } from './arrives.ts';

const before = 'The query goes before `#`; the fragment is never sent.';
const untouched =
  'GET with a string, number, ArrayBuffer, view, or an object without own enumerable keys: URL untouched, no body.';

/** SPEC §2: fragments, and data that does not go into the URL. */
export const urlRest: readonly Case[] = [
  arrives('fragment/query-before-it', 'D', before, '?x=1#frag', { a: 1 }, '?x=1&a=1'),
  arrives('fragment/data-before-it', 'D', before, '#frag', { a: 1 }, '?a=1'),
  arrives('fragment/hash-in-data-is-data', 'D', before, '', { a: '#' }, '?a=%23'),
  arrives('fragment/never-sent', 'D', before, '#frag', undefined, ''),
  arrives('fragment/question-mark-inside', 'D', before, '#f?y=1', { a: 1 }, '?a=1'),
  arrives('get-other/string', 'O', untouched, '', 'a=1', ''),
  arrives('get-other/string-beside-a-query', 'O', untouched, '?x=1', 'a=1', '?x=1'),
  arrives('get-other/empty-string', 'O', untouched, '?x=1', '', '?x=1'),
  arrives('get-other/boolean', 'O', untouched, '', true, ''),
  arrives('get-other/data-view', 'O', untouched, '', new DataView(new ArrayBuffer(2)), ''),
  arrives('get-other/empty-array', 'O', untouched, '?x=1', [], '?x=1'),
  arrives('get-other/only-symbol-keys', 'O', untouched, '?x=1', { [Symbol('s')]: 1 }, '?x=1'),
  arrives('get-other/only-inherited-keys', 'O', untouched, '?x=1', Object.create({ a: 1 }), '?x=1'),
  arrives('get-other/number', 'O', untouched, '', 123, ''),
  arrives('get-other/null', 'O', untouched, '', null, ''),
  arrives('get-other/array-buffer', 'O', untouched, '', new ArrayBuffer(4), ''),
  arrives('get-other/view', 'O', untouched, '', new Uint8Array([1, 2]), ''),
  arrives('get-other/empty-object', 'O', untouched, '?x=1', {}, '?x=1'),
  arrives('get-other/date', 'O', untouched, '', new Date(0), ''),
];
