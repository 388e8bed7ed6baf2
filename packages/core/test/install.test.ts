import * as assert from 'uvu/assert';
import { suite } from '../../../scripts/testing/suite.ts';
import { install } from '../src/install.ts';
import { createRequest } from '../src/request.ts';
import { serving } from './support/adapters.ts';

const request = createRequest(serving().adapter);
const another = createRequest(serving().adapter);
const wx = (): unknown => Reflect.get(globalThis, 'wx');
const own = (): PropertyDescriptor | undefined => Object.getOwnPropertyDescriptor(globalThis, 'wx');

const test = suite('core: install');

test.after.each(() => {
  Reflect.deleteProperty(globalThis, 'wx');
});

test('sets wx.request, writable and configurable, and puts everything back', () => {
  const putBack = install(request);
  const descriptor = { value: request, writable: true, configurable: true, enumerable: true };
  assert.equal(Object.getOwnPropertyDescriptor(wx(), 'request'), descriptor);
  assert.equal(own(), { value: { request }, writable: true, configurable: true, enumerable: true });
  putBack();
  assert.not.ok('wx' in globalThis);
  putBack();
  assert.not.ok('wx' in globalThis);
});

test('keeps what wx was and had, and puts its request back', () => {
  const theirs = (): string => 'theirs';
  const before = { request: theirs, login: () => 1 };
  Object.defineProperty(globalThis, 'wx', { value: before, configurable: true, writable: false });
  const putBack = install(request);
  assert.is(wx(), before);
  assert.is(before.request as unknown, request);
  assert.is(before.login(), 1);
  putBack();
  assert.is(before.request(), 'theirs');
  assert.equal(own(), { value: before, configurable: true, writable: false, enumerable: false });
});

test('a wx without request has none again; an inherited one shows again', () => {
  for (const before of [{ login: 1 }, Object.create({ request: another }), () => undefined]) {
    Reflect.set(globalThis, 'wx', before);
    const had: unknown = Reflect.get(before, 'request');
    const putBack = install(request);
    assert.is(Reflect.get(before, 'request'), request);
    putBack();
    assert.is(Reflect.get(before, 'request'), had);
    assert.not.ok(Object.prototype.hasOwnProperty.call(before, 'request'));
  }
});

test('a wx that is no object is replaced, and comes back', () => {
  for (const before of [undefined, null, 5, 'x']) {
    Object.defineProperty(globalThis, 'wx', { value: before, configurable: true });
    const putBack = install(request);
    assert.equal(wx(), { request });
    putBack();
    assert.equal(own(), { value: before, configurable: true, writable: false, enumerable: false });
  }
});

test('what others have set since then is left alone', () => {
  const putBack = install(request);
  Object.assign(wx() as object, { login: 1 });
  putBack();
  assert.equal(wx(), { login: 1 });
  const again = install(request);
  Reflect.set(wx() as object, 'request', another);
  again();
  assert.equal(wx(), { login: 1, request: another });
});

test('installed twice and put back in order, the first is as it was', () => {
  const first = install(request);
  const second = install(another);
  second();
  assert.equal(wx(), { request });
  first();
  assert.not.ok('wx' in globalThis);
});

test.run();
