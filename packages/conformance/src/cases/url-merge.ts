import type { Case } from '../case.ts';
import { arrives } from './arrives.ts';

const replaced = 'is replaced in place, its later duplicates go';
const stays = 'All other text of the URL stays';
const standard = "After that the URL standard's parsing applies in every runtime alike";

/** SPEC §2: what becomes of the URL that data is put into. */
export const urlMerge: readonly Case[] = [
  arrives('get-merge/appended', 'O', 'new keys are appended', '?x=1', { a: 9 }, '?x=1&a=9'),
  arrives('get-merge/replaced-in-place', 'O', replaced, '?a=2&x=1', { a: 9 }, '?a=9&x=1'),
  arrives('get-merge/replaced-at-the-end', 'O', replaced, '?x=1&a=2', { a: 9 }, '?x=1&a=9'),
  arrives('get-merge/later-duplicates-go', 'D', replaced, '?a=1&x=1&a=2', { a: 9 }, '?a=9&x=1'),
  arrives('get-merge/key-that-decodes-to-it', 'D', 'decoding to it', '?%61=1', { a: 9 }, '?a=9'),
  arrives(
    'get-merge/encoded-key',
    'D',
    'raw `encodeURIComponent(key)`, or decoding to it',
    '?a%20b=1',
    { 'a b': 9 },
    '?a%20b=9',
  ),
  arrives('get-merge/key-without-value-replaced', 'D', replaced, '?a&x=1', { a: 9 }, '?a=9&x=1'),
  arrives('get-merge/other-case-is-another-key', 'D', 'new keys are appended', '?A=1', { a: 9 }, '?A=1&a=9'),
  arrives('get-merge/plus-is-no-space', 'D', 'decoding to it', '?a+b=1', { 'a b': 9 }, '?a+b=1&a%20b=9'),
  arrives('get-merge/several-keys', 'D', replaced, '?b=0&x=1&a=0', { a: 1, c: 3, b: 2 }, '?b=2&x=1&a=1&c=3'),
  arrives('get-merge/empty-query', 'O', 'empty pieces at the end are dropped', '?', { a: 1 }, '?a=1'),
  arrives(
    'get-merge/trailing-ampersand',
    'D',
    'empty pieces at the end are dropped',
    '?x=1&',
    { a: 1 },
    '?x=1&a=1',
  ),
  arrives(
    'get-merge/trailing-ampersand-where-nothing-is-appended',
    'D',
    'empty pieces at the end are dropped when something is appended',
    '?a=1&',
    { a: 9 },
    '?a=9&',
  ),
  arrives('get-merge/empty-pieces-in-between', 'D', stays, '?x=1&&y=2', { a: 1 }, '?x=1&&y=2&a=1'),
  arrives('get-merge/empty-value-stays', 'O', stays, '?x=', { a: 1 }, '?x=&a=1'),
  arrives('get-merge/without-data', 'D', stays, '?t=a=b==&x&x&', undefined, '?t=a=b==&x&x&'),
  arrives('get-merge/key-without-value', 'D', stays, '?x', { a: 1 }, '?x&a=1'),
  arrives('get-merge/equals-in-a-value', 'D', stays, '?t=a=b=c', { a: 1 }, '?t=a=b=c&a=1'),
  arrives('get-merge/padding-of-base64', 'D', stays, '?t=YQ==', { a: 1 }, '?t=YQ==&a=1'),
  arrives('get-merge/second-question-mark', 'D', stays, '?a?b=1', { c: 1 }, '?a?b=1&c=1'),
  arrives('get-merge/repeated-keys', 'D', stays, '?x=1&x=2', { a: 1 }, '?x=1&x=2&a=1'),
  arrives('get-merge/malformed-escape', 'O', stays, '?%E4=1', { a: 1 }, '?%E4=1&a=1'),
  arrives('get-merge/apostrophe', 'D', standard, '', { a: "'()*!~" }, '?a=%27()*!~'),
  arrives('get-merge/apostrophe-in-the-url', 'D', standard, "?x='", undefined, '?x=%27'),
  arrives('get-merge/space-in-the-query', 'D', standard, '?x=a b', { a: 1 }, '?x=a%20b&a=1'),
  arrives('get-merge/non-ascii-query', 'D', standard, '?q=名', { a: 1 }, '?q=%E5%90%8D&a=1'),
  arrives(
    'get-merge/escapes-stay-as-they-are',
    'D',
    standard,
    '/%7Ea%2fb?x=%7e',
    undefined,
    '/%7Ea%2fb?x=%7e',
  ),
  arrives('get-merge/backslash-in-the-path', 'D', standard, '/a\\b', undefined, '/a/b'),
  arrives('get-merge/lone-question-mark', 'D', standard, '?', undefined, '?'),
  arrives('get-merge/dots-in-the-path', 'D', standard, '/a/../b', undefined, '/b'),
  arrives('get-merge/non-ascii-path', 'D', standard, '/名', undefined, '/%E5%90%8D'),
];
