import vm from 'node:vm';
import * as assert from 'uvu/assert';
import { suite } from '../../../scripts/testing/suite.ts';
import { createRequest } from '../src/request.ts';
import { bytes, serving } from './support/adapters.ts';
import { bodyOf, headersOf, loose, refusal, settled, wireOf } from './support/calls.ts';
import {
  cyclic,
  detached,
  detachedView,
  fake,
  trap,
  revoked,
  trapped,
  getter,
  call,
} from './support/traps.ts';

const form = { 'content-type': 'application/x-www-form-urlencoded' };

const test = suite('core: hostile data and certs');

for (const [what, data] of [
  ['with a getter that throws', getter('a')],
  ['that throws at everything', trapped({})],
  ['that is revoked', revoked({})],
  ['that is a revoked list', revoked([])],
] as const) {
  test(`data ${what} is a fail, in query, form and JSON alike`, async () => {
    for (const options of [{}, { method: 'POST' }, { method: 'PUT', header: form }]) {
      const { errMsg, errno } = await refusal({ ...options, data });
      assert.equal([errMsg, errno], ['request:fail fail to stringify data', 600010]);
    }
  });
}

test('data that only calls itself a buffer, or is one no more, is a fail, not an empty body', async () => {
  for (const data of [fake, detached, detachedView]) {
    for (const header of [{}, form]) {
      const { errMsg } = await refusal({ method: 'POST', data, header });
      assert.is(errMsg, 'request:fail fail to stringify data');
    }
  }
});

test('data whose type only sounds like a buffer, or like what cannot be sent, is an object', async () => {
  for (const type of ['ArrayBufferView', 'MyArrayBuffer', 'WeakMap', 'SetLike']) {
    const data = { [Symbol.toStringTag]: type, a: 1 };
    assert.is(bodyOf(await wireOf({ method: 'POST', data })), '{"a":1}', type);
  }
});

test('data of another realm is data', async () => {
  const inNewRealm = (code: string): unknown => vm.runInNewContext(code);
  assert.is((await wireOf({ data: inNewRealm('({ a: [1] })') })).url, 'https://h/p?a=%5B1%5D');
  assert.is(bodyOf(await wireOf({ method: 'POST', data: inNewRealm('({ a: [1] })') })), '{"a":[1]}');
  for (const code of [
    'Uint8Array.from([104, 105]).buffer',
    'Uint8Array.from([104, 105])',
    'new DataView(Uint8Array.from([0, 104, 105]).buffer, 1)',
  ]) {
    const { body } = await wireOf({ method: 'POST', data: inNewRealm(code) });
    assert.equal(body, bytes('hi'));
    assert.ok(body?.buffer instanceof ArrayBuffer, 'in memory of this realm');
  }
  const { errMsg } = await refusal({ method: 'POST', data: inNewRealm('new Map()') });
  assert.is(errMsg, 'request:fail data should not be Map');
});

test('certs that throw when they are read are a fail', async () => {
  for (const certs of [trapped(['x']), revoked([]), Object.defineProperty(['x'], 0, { get: trap })]) {
    assert.match((await refusal({ certs })).errMsg, /^request:fail parameter error: /);
  }
  const odd = [{ toString: trap }, revoked({}), Symbol('s'), () => undefined, cyclic];
  for (const pin of odd) {
    assert.match((await refusal({ certs: [pin] })).errMsg, /^request:fail invalid certs "/);
  }
});

test('certs are read at the call, and their list is not asked again', async () => {
  const certs = [`sha256/${'A'.repeat(43)}=`];
  const { adapter, sent } = serving();
  loose(createRequest(adapter), { url: 'https://h/p', certs });
  certs[0] = 'changed';
  await settled();
  assert.equal(sent[0]?.pins, [[`sha256/${'A'.repeat(43)}=`]]);
});

test('large data is data', async () => {
  const list = Array.from({ length: 200_000 }, (_, n) => n);
  assert.is(bodyOf(await wireOf({ method: 'POST', data: list }))?.length, JSON.stringify(list).length);
  assert.is((await wireOf({ data: list })).url, `https://h/p?${list.map(n => `${n}=${n}`).join('&')}`);
  assert.is(headersOf(await wireOf({ header: { 'x-a': list } }))['x-a'], list.join(', '));
  const certs = list.slice(0, 20_000).map(n => `sha256/${String(n).padStart(43, 'A')}=`);
  assert.equal((await wireOf({ certs })).pins, [certs]);
  let deep: unknown[] = [];
  for (let n = 0; n < 200_000; n += 1) deep = [deep];
  // An engine's JSON.stringify takes it, or runs out of stack.
  const [[name, result] = []] = (await call({ url: 'https://h', method: 'POST', data: deep })).told;
  assert.is(result?.errMsg, name === 'success' ? 'request:ok' : 'request:fail fail to stringify data');
});

test.run();
