import vm from 'node:vm';
import * as assert from 'uvu/assert';
import { suite } from '../../../scripts/testing/suite.ts';
import type { FailResult, RequestOptions } from '../src/api.ts';
import type { Host } from '../src/host.ts';
import { createRequest } from '../src/request.ts';
import { byHand, bytes, serving, text } from './support/adapters.ts';
import { consoleOf } from './support/console.ts';
import { bodyOf, headersOf, loose, refusal, settled, success, wireOf } from './support/calls.ts';

const form = { 'content-type': 'application/x-www-form-urlencoded' };
const cause = new Error('a trap');
const trap = (): never => {
  throw cause;
};
const revoked = <T extends object>(target: T): T => {
  const { proxy, revoke } = Proxy.revocable(target, {});
  revoke();
  return proxy;
};
const trapped = <T extends object>(target: T): T =>
  new Proxy(target, {
    get: trap,
    ownKeys: trap,
    getPrototypeOf: trap,
    getOwnPropertyDescriptor: trap,
    has: trap,
  });
const getter = (name: string): object => Object.defineProperty({}, name, { get: trap, enumerable: true });

/** Calls with these options; request() must not throw. What the callbacks were told, and what the host was. */
async function call(options: object, host: Host = {}) {
  const { adapter, sent } = serving();
  const errors: unknown[] = [];
  const told: [string, FailResult][] = [];
  const request = createRequest(adapter, { ...host, onCallbackError: error => errors.push(error) });
  for (const name of ['success', 'fail', 'complete']) {
    if (name in options) continue;
    const value = (result: FailResult): unknown => told.push([name, result]);
    Object.defineProperty(options, name, { value });
  }
  loose(request, options);
  assert.equal([told, errors], [[], []]);
  await settled();
  return { told, errors, sent };
}

const failed = { errMsg: 'request:fail parameter error: a trap', errno: 1001 };

const test = suite('core: hostile options');

const names: readonly (keyof RequestOptions)[] = [
  'url',
  'data',
  'header',
  'timeout',
  'certs',
  'method',
  'dataType',
  'responseType',
  'redirect',
  'enableChunked',
  'enableProfile',
  'enableHttp2',
  'enableCache',
];

for (const name of names) {
  test(`a getter of ${name} that throws is a fail, with its error as the cause`, async () => {
    const options = Object.defineProperty({ url: 'https://h' }, name, { get: trap });
    const { told, errors, sent } = await call(options);
    assert.equal(told, [
      ['fail', failed],
      ['complete', failed],
    ]);
    assert.is(told[0]?.[1].cause, cause);
    assert.equal([errors, sent], [[], []]);
  });
}

for (const name of ['success', 'fail', 'complete']) {
  test(`a getter of ${name} that throws is a fail for the others, and the host hears of it`, async () => {
    const { told, errors, sent } = await call(
      Object.defineProperty({ url: 'https://h' }, name, { get: trap }),
    );
    const heard = ['fail', 'complete'].filter(other => other !== name);
    assert.equal(
      told,
      heard.map(other => [other, failed]),
    );
    assert.equal([errors, sent], [[failed], []]);
  });
}

test('a proxy that throws at everything, or is revoked, is told to the host', async () => {
  const { adapter, sent } = serving();
  for (const [options, message] of [
    [trapped({}), 'a trap'],
    [revoked({}), "Cannot perform 'get' on a proxy that has been revoked"],
    [revoked([]), "Cannot perform 'get' on a proxy that has been revoked"],
  ] as const) {
    const errors: unknown[] = [];
    loose(createRequest(adapter, { onCallbackError: error => errors.push(error) }), options);
    await settled();
    assert.equal(errors, [{ errMsg: `request:fail parameter error: ${message}`, errno: 1001 }]);
  }
  for (const options of [revoked(() => undefined), trapped(() => undefined)]) {
    const errors: unknown[] = [];
    loose(createRequest(adapter, { onCallbackError: error => errors.push(error) }), options);
    await settled();
    assert.equal(errors.length, 1);
  }
  assert.is(sent.length, 0);
});

test('options behind a proxy, frozen, without prototype, inherited or with symbols are options', async () => {
  const plain = { url: 'https://h/p', data: { a: 1 }, header: { 'x-a': '1' } };
  const expected = await wireOf(plain);
  for (const options of [
    new Proxy(plain, {}),
    Object.freeze({ ...plain }),
    Object.assign(Object.create(null), plain),
    Object.create(plain),
    { ...plain, [Symbol('s')]: 1, [Symbol.toStringTag]: 'Null' },
    vm.runInNewContext('({ url: "https://h/p", data: { a: 1 }, header: { "x-a": "1" } })'),
  ]) {
    const { adapter, sent } = serving();
    loose(createRequest(adapter), options);
    await settled();
    assert.equal(sent, [expected]);
  }
});

const cyclic: unknown[] = ['a'];
cyclic.push(cyclic);
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

const fake = { [Symbol.toStringTag]: 'ArrayBuffer', byteLength: 1e9, length: 3, a: 1 };
const detached = new ArrayBuffer(8);
structuredClone(detached, { transfer: [detached] });
const detachedView = new Uint8Array(new ArrayBuffer(8));
structuredClone(detachedView.buffer, { transfer: [detachedView.buffer] });

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

const hostile = [
  ...[Symbol('s'), 10n, NaN, -0, '', '\0', '\ud800', [], {}, () => undefined, Object.create(null)],
  ...[revoked({}), revoked([]), revoked(() => undefined), trapped({}), trapped([]), trapped(() => undefined)],
  ...[
    { toString: trap },
    { valueOf: trap },
    { [Symbol.toPrimitive]: trap },
    getter(Symbol.toStringTag as never),
  ],
  ...[cyclic, new Proxy({}, {}), new Date(NaN), /x/, new Error('x'), new WeakMap(), detached, fake],
];

for (const name of [...names, 'success', 'fail', 'complete', 'nonsense']) {
  test(`whatever ${name} is, request() does not throw, and the request ends once`, async () => {
    const isCallback = ['success', 'fail', 'complete'].includes(name);
    const endings = isCallback
      ? ['success', 'complete', 'success complete']
      : ['success complete', 'fail complete'];
    await consoleOf(async () => {
      for (const value of hostile) {
        for (const base of [{}, { method: 'POST' }, { method: 'POST', header: form }]) {
          const { told, errors } = await call({ url: 'https://h', ...base, [name]: value });
          const heard = told.map(([event]) => event).join(' ');
          assert.ok(endings.includes(heard), heard);
          if (!isCallback) assert.equal(errors, []);
        }
      }
    });
  });
}

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

test('what is thrown from an option may be anything', async () => {
  for (const [thrown, message] of [
    ['text', 'text'],
    [undefined, 'undefined'],
    [Symbol('s'), 'Symbol(s)'],
    [Object.create(null), 'Object'],
    [{ toString: trap }, 'Object'],
    [Object.defineProperty(new Error('x'), 'message', { get: trap }), 'Error'],
    [revoked({}), 'Object'],
  ] as const) {
    const options = Object.defineProperty({}, 'url', {
      get() {
        throw thrown;
      },
    });
    const { told } = await call(options);
    assert.equal(told[0], ['fail', { errMsg: `request:fail parameter error: ${message}`, errno: 1001 }]);
    assert.is(told[0]?.[1].cause, thrown);
  }
});

test('an option whose getter makes requests does not confuse the one that reads it', async () => {
  const { adapter, hands } = byHand();
  const request = createRequest(adapter);
  let inner = 0;
  const options = {
    get url() {
      request({ url: 'https://h/inner', fail: () => (inner += 1) }).abort();
      return 'https://h/outer';
    },
  };
  request(options);
  await settled();
  assert.equal([hands.map(({ wire }) => wire.url), inner], [['https://h/outer'], 1]);
});

test('getters on Object.prototype do not reach into a request', async () => {
  Object.defineProperty(Object.prototype, 'certs', { configurable: true, get: trap });
  try {
    const { told } = await call({ url: 'https://h' });
    assert.equal(told[0], ['fail', failed]);
  } finally {
    Reflect.deleteProperty(Object.prototype, 'certs');
  }
  const result = await success(createRequest(serving(() => ({ body: text(bytes('ok')) })).adapter));
  assert.is(result.data, 'ok');
});

test.run();
