import vm from 'node:vm';
import * as assert from 'uvu/assert';
import { suite } from '../../../scripts/testing/suite.ts';
import type { RequestOptions } from '../src/api.ts';
import { createRequest } from '../src/request.ts';
import { byHand, bytes, serving, text } from './support/adapters.ts';
import { consoleOf } from './support/console.ts';
import { loose, settled, success, wireOf } from './support/calls.ts';
import {
  cause,
  trap,
  revoked,
  trapped,
  getter,
  call,
  failed,
  cyclic,
  detached,
  fake,
} from './support/traps.ts';

const form = { 'content-type': 'application/x-www-form-urlencoded' };

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
