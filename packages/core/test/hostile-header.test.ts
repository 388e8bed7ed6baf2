import vm from 'node:vm';
import * as assert from 'uvu/assert';
import { suite } from '../../../scripts/testing/suite.ts';
import { headersOf, refusal, wireOf } from './support/calls.ts';
import { trap, revoked, trapped, getter, call, failed, cyclic } from './support/traps.ts';

const test = suite('core: hostile headers');

const poisoned = Object.defineProperty(['a'], 'map', { value: trap });
const halfBad = Object.defineProperty(['a', 'b'], 1, { get: trap });

for (const [what, value] of [
  ['whose toString throws', { toString: trap }],
  ['without text', Object.create(null)],
  ['whose toString gives an object', { toString: () => ({}), valueOf: () => ({}) }],
  ['that is a cyclic list', cyclic],
  ['that is a list with a getter that throws', halfBad],
  ['that is a revoked proxy', revoked({})],
  ['that is a revoked list', revoked([])],
  ['that is a trapped list', trapped(['a'])],
] as const) {
  test(`a header value ${what} is an invalid header`, async () => {
    for (const [options, host] of [
      [{ header: { 'x-a': value } }, {}],
      [{}, { header: { 'x-a': value } }],
      [{}, { header: () => ({ 'x-a': value }) }],
    ] as const) {
      assert.equal(await refusal(options, host), {
        errMsg: 'request:fail invalid header "x-a"',
        errno: 600005,
      });
    }
  });
}

test('a header value: a list whose methods were replaced is read all the same', async () => {
  assert.is(headersOf(await wireOf({ header: { 'x-a': poisoned } }))['x-a'], 'a');
});

test('a header that throws when it is read is a fail', async () => {
  for (const header of [getter('x-a'), trapped({})]) {
    assert.equal((await call({ url: 'https://h', header })).told[0], ['fail', failed]);
    const { errMsg } = await refusal({}, { header: () => header });
    assert.is(errMsg, 'request:fail parameter error: a trap');
    assert.is((await refusal({}, { header })).errMsg, errMsg);
  }
  assert.match((await refusal({ header: revoked({}) })).errMsg, /^request:fail parameter error: .*revoked/);
  assert.match((await refusal({}, { header: revoked({}) })).errMsg, /^request:fail parameter error: /);
});

test('a header of another realm, without prototype or with symbols is plain', async () => {
  for (const header of [
    vm.runInNewContext('({ "x-a": "1" })'),
    Object.assign(Object.create(null), { 'x-a': '1' }),
    { 'x-a': '1', [Symbol('s')]: '\n' },
    new Proxy({ 'x-a': '1' }, {}),
  ]) {
    assert.is(headersOf(await wireOf({ header }))['x-a'], '1');
  }
  const inNewRealm: unknown = vm.runInNewContext('["a", ["b"]]');
  assert.is(headersOf(await wireOf({ header: { 'x-a': inNewRealm } }))['x-a'], 'a, b');
});

test.run();
