import * as assert from 'uvu/assert';
import { suite } from '../../../scripts/testing/suite.ts';
import { wechat } from '../src/quirks.ts';
import { bodyOf, headersOf, wireOf } from './support/calls.ts';

const types = {
  json: 'application/json',
  form: 'application/x-www-form-urlencoded; charset=UTF-8',
  text: 'text/plain',
};

async function body(data: unknown, type?: string, method = 'POST'): Promise<string | undefined> {
  const header = type === undefined ? {} : { 'Content-Type': type };
  return bodyOf(await wireOf({ method, data, header }));
}

const test = suite('core: from data to the body');

test('body/by-content-type: a form where the content-type contains its name, else JSON; for every method', async () => {
  for (const method of ['POST', 'PUT', 'DELETE']) {
    for (const type of [
      types.form,
      'APPLICATION/X-WWW-FORM-URLENCODED',
      'x application/x-www-form-urlencoded',
    ]) {
      assert.is(await body({ a: 1, b: 'x y' }, type, method), 'a=1&b=x%20y');
    }
    for (const type of [undefined, types.json, types.text, 'application/vnd.api+json', '']) {
      assert.is(await body({ a: 1, b: 'x y' }, type, method), '{"a":1,"b":"x y"}');
    }
  }
});

test('body/by-content-type: the default content-type counts, the host header counts under it', async () => {
  const host = { header: { 'content-type': types.form } };
  assert.is(bodyOf(await wireOf({ method: 'POST', data: { a: 1 } }, host)), 'a=1');
  const header = { 'content-type': types.json };
  assert.is(bodyOf(await wireOf({ method: 'POST', data: { a: 1 }, header }, host)), '{"a":1}');
});

test('body/string: as it is, in UTF-8, never quoted; the empty string is a body of no bytes', async () => {
  for (const type of [undefined, types.json, types.form, types.text]) {
    assert.is(await body('{"a":"中 &"}', type), '{"a":"中 &"}');
    assert.is(await body('', type), '');
  }
});

test('body/json: objects, arrays and null; numbers and booleans where the content-type is JSON', async () => {
  for (const [data, asJson, asText] of [
    [{ a: undefined, b: null }, '{"b":null}', '{"b":null}'],
    [[1, 'x', [2]], '[1,"x",[2]]', '[1,"x",[2]]'],
    [null, 'null', 'null'],
    [{}, '{}', '{}'],
    [5, '5', '5'],
    [NaN, 'null', 'NaN'],
    [-Infinity, 'null', '-Infinity'],
    [true, 'true', 'true'],
    [new Date(0), '"1970-01-01T00:00:00.000Z"', '"1970-01-01T00:00:00.000Z"'],
    [{ toJSON: () => [1] }, '[1]', '[1]'],
  ] as const) {
    assert.equal(
      [await body(data), await body(data, 'application/problem+JSON'), await body(data, types.text)],
      [asJson, asJson, asText],
    );
  }
});

test('body/form: nested values as text, a list by index, null as nothing', async () => {
  for (const [data, expected] of [
    [{ o: { a: 1 }, l: [1, 2], n: null, u: undefined }, 'o=%5Bobject%20Object%5D&l=1%2C2&n=null&u=undefined'],
    [['x', 'y'], '0=x&1=y'],
    [null, ''],
    [{}, ''],
    [5, '5'],
    [false, 'false'],
    [{ 'a&b': 'c=d +中' }, 'a%26b=c%3Dd%20%2B%E4%B8%AD'],
    [{ d: new Date(NaN), big: 1n }, 'd=Invalid%20Date&big=1'],
  ] as const) {
    assert.is(await body(data, types.form), expected);
  }
});

test('body/binary: the bytes of a buffer, and those that a view shows', async () => {
  const buffer = Uint8Array.from([1, 2, 3, 4, 5, 6, 7, 8]).buffer;
  const shared = new SharedArrayBuffer(2);
  new Uint8Array(shared).set([8, 9]);
  for (const [data, expected] of [
    [buffer, [1, 2, 3, 4, 5, 6, 7, 8]],
    [new Uint8Array(buffer, 2, 3), [3, 4, 5]],
    [new Uint16Array(buffer, 2, 1), [3, 4]],
    [new DataView(buffer, 6), [7, 8]],
    [Buffer.from('hi'), [104, 105]],
    [new Float32Array(0), []],
    [new ArrayBuffer(0), []],
    [shared, [8, 9]],
    [new Uint8Array(shared, 1), [9]],
  ] as const) {
    for (const type of Object.values(types)) {
      const wire = await wireOf({ method: 'PUT', data, header: { 'content-type': type } });
      assert.equal([...(wire.body ?? ['none'])], expected);
      assert.is.not(wire.body?.buffer, data);
      assert.ok(wire.body?.buffer instanceof ArrayBuffer);
    }
  }
});

test('body/binary (WeChat): a view becomes JSON', async () => {
  const wire = await wireOf({ method: 'POST', data: Uint8Array.from([7, 8]) }, { quirks: wechat });
  assert.is(bodyOf(wire), '{"0":7,"1":8}');
  const buffer = await wireOf({ method: 'POST', data: Uint8Array.from([7, 8]).buffer }, { quirks: wechat });
  assert.equal(buffer.body, Uint8Array.from([7, 8]));
});

test('body/none: undefined is no body', async () => {
  for (const method of ['POST', 'PUT', 'DELETE']) {
    const wire = await wireOf({ method });
    assert.equal([wire.body, headersOf(wire)], [undefined, { 'content-type': 'application/json' }]);
  }
});

test.run();
