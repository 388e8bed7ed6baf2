import * as assert from 'uvu/assert';
import { suite } from '../../../scripts/testing/suite.ts';
import { toPairs, valueOf } from '../src/head.ts';

const test = suite('node: heads as dispatchers give them');

test('a list of bytes: names in lower case, repeats apart, white space behind a value gone', () => {
  const raw = ['X-Token', 'a \t', 'x-token', 'b\t', 'Set-Cookie', 'c ', 'X-Empty', ' '].map(text =>
    Buffer.from(text),
  );
  assert.equal(toPairs(raw, false), [
    ['x-token', 'a'],
    ['x-token', 'b'],
    ['set-cookie', 'c'],
    ['x-empty', ''],
  ]);
});

test("a foreign dispatcher's list of texts, with repeats put together", () => {
  const raw = [Buffer.from('set-cookie'), [Buffer.from('a=1'), Buffer.from('b=2')], Buffer.from('x'), 'y'];
  assert.equal(Reflect.apply(toPairs, undefined, [raw, false]), [
    ['set-cookie', 'a=1'],
    ['set-cookie', 'b=2'],
    ['x', 'y'],
  ]);
});

test("a foreign dispatcher's object: what is undefined is not there; nothing at all is no header", () => {
  const raw = { 'set-cookie': ['a=1', 'b=2'], x: 'y', gone: undefined };
  assert.equal(toPairs(raw, false), [
    ['set-cookie', 'a=1'],
    ['set-cookie', 'b=2'],
    ['x', 'y'],
  ]);
  assert.equal(toPairs(undefined, false), []);
});

test('the values of one header, however it is spelled, joined; undefined where there is none', () => {
  const pairs = [
    ['Content-Encoding', 'gzip'],
    ['x', 'y'],
    ['content-encoding', 'br'],
  ] as const;
  assert.is(valueOf(pairs, 'content-encoding'), 'gzip, br');
  assert.is(valueOf(pairs, 'content-length'), undefined);
});

test.run();
