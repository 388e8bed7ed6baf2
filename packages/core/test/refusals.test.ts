import * as assert from 'uvu/assert';
import { suite } from '../../../scripts/testing/suite.ts';
import type { FailResult } from '../src/api.ts';
import { createRequest } from '../src/request.ts';
import { pageSupports, serving } from './support/adapters.ts';
import { bodyOf, loose, refusal, settled, wireOf } from './support/calls.ts';
import { isFailure } from './support/refused.ts';

const pin = `sha256/${'A'.repeat(43)}=`;
const page = { supports: pageSupports };

const test = suite('core: what is refused at the call');

for (const [value, type] of [
  [null, 'Null'],
  ['https://h', 'String'],
  [1, 'Number'],
  [true, 'Boolean'],
  [Symbol('s'), 'Symbol'],
  [10n, 'BigInt'],
  [() => undefined, 'Function'],
  [[], 'Array'],
] as const) {
  test(`call/bad-options: ${type} as options is told to the host, by a later turn`, async () => {
    const errors: unknown[] = [];
    const { adapter, sent } = serving();
    const task = loose(createRequest(adapter, { onCallbackError: error => errors.push(error) }), value);
    task.onHeadersReceived(() => undefined);
    task.abort();
    assert.equal(errors, []);
    await settled();
    const detail = `parameter should be Object instead of ${type};`;
    assert.equal(errors, [{ errMsg: `request:fail parameter error: ${detail}`, errno: 1001 }]);
    assert.is(sent.length, 0);
  });
}

test('call/bad-options: undefined counts as {}', async () => {
  const { adapter } = serving();
  const errors: unknown[] = [];
  const task = loose(createRequest(adapter, { onCallbackError: error => errors.push(error) }));
  assert.type(task.abort, 'function');
  await settled();
  assert.equal(errors, []);
});

for (const [url, type] of [
  [undefined, 'Undefined'],
  [null, 'Null'],
  [1, 'Number'],
  [{}, 'Object'],
  [new URL('https://h'), 'URL'],
  [Object('https://h'), 'String'],
  [() => 'https://h', 'Function'],
] as const) {
  test(`call/bad-options: a url that is ${type}${typeof url === 'object' && url ? ' (an object)' : ''}`, async () => {
    isFailure(
      await refusal({ url }),
      `parameter error: parameter.url should be String instead of ${type};`,
      1001,
    );
  });
}

for (const url of [
  ...['', 'h/p', '/p', 'ftp://h/p', 'https:/h/p', 'https:h', ' https://h/p', '\thttps://h', 'file:///p'],
  ...['https://', 'https://h:99999/', 'https://[::1/', 'https://a b/', 'https://%/', 'javascript://h/'],
  ...['https://user@h/p', 'https://user:secret@h/p', 'https://:secret@h/p'],
]) {
  test(`call/bad-url: ${JSON.stringify(url)}`, async () => {
    isFailure(await refusal({ url }), `invalid url "${url}"`, 600009);
  });
}

test('call/bad-url: the scheme in any case, and all that the URL standard takes', async () => {
  for (const [url, sent] of [
    ['HTTPS://H/P', 'https://h/P'],
    ['HtTp://h:80', 'http://h/'],
    ['https://h/a/../b c', 'https://h/b%20c'],
    ['https://例え.jp/ä?ö', 'https://xn--r8jz45g.jp/%C3%A4?%C3%B6'],
  ] as const) {
    assert.is((await wireOf({ url })).url, sent);
  }
});

for (const method of [
  ...['PATCH', 'get ', 'G T', 'POST\r\n', 'ſ', 'null'],
  1,
  true,
  {},
  ['GET'],
  Symbol('s'),
]) {
  test(`call/bad-method: ${typeof method === 'string' ? JSON.stringify(method) : typeof method}`, async () => {
    isFailure(await refusal({ method }), 'method is invalid', 600005);
  });
}

test('call/bad-method: none is GET, any case is upper case, and the host may add some', async () => {
  for (const method of [undefined, null, '', 'get', 'Get', 'GET']) {
    assert.is((await wireOf({ method })).method, 'GET');
  }
  for (const method of ['OPTIONS', 'GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'TRACE', 'CONNECT']) {
    assert.is((await wireOf({ method: method.toLowerCase() })).method, method);
  }
  const wire = await wireOf({ method: 'patch', data: { a: 1 } }, { extraMethods: ['Patch'] });
  assert.equal([wire.method, bodyOf(wire)], ['PATCH', '{"a":1}']);
});

test('call/bad-method: legal, but not sendable here; naming it among extraMethods does not make it so', async () => {
  for (const method of ['TRACE', 'connect']) {
    for (const host of [{}, { extraMethods: ['TRACE', 'CONNECT'] }]) {
      const result = await refusal({ method }, host, page);
      isFailure(result, `method ${method.toUpperCase()} is not supported on this platform`, 100);
    }
  }
  assert.is((await wireOf({ method: 'PATCH' }, { extraMethods: ['PATCH'] }, page)).method, 'PATCH');
});

test('call/check-order: the first thing that is wrong is what is told', async () => {
  const options: Record<string, unknown> = {
    url: 1,
    data: new Map(),
    method: 'X',
    header: { 'x a': '1' },
    certs: ['x'],
    redirect: 'manual',
  };
  const host = { domains: ['https://other'] };
  const told: string[] = [];
  const next = async (fix: object): Promise<void> => {
    const { adapter } = serving(undefined, page);
    await new Promise<void>(complete => {
      const fail = ({ errMsg }: FailResult): void => void told.push(errMsg.replace('request:fail ', ''));
      const callbacks = { fail, complete: () => complete() };
      const all = Object.defineProperties(callbacks, Object.getOwnPropertyDescriptors(options));
      loose(createRequest(adapter, host), all);
    });
    Object.defineProperties(options, Object.getOwnPropertyDescriptors(fix));
  };
  Object.defineProperty(options, 'dataType', {
    configurable: true,
    get() {
      throw new Error('a getter');
    },
  });
  const plain = (name: string, value: unknown) =>
    Object.defineProperty({}, name, { value, configurable: true, enumerable: true, writable: true });
  await next(plain('dataType', 'json'));
  await next(plain('url', 'http://user@h'));
  await next(plain('url', 'http://h'));
  await next(plain('data', {}));
  await next(plain('method', 'TRACE'));
  await next(plain('header', {}));
  await next(plain('certs', [pin]));
  await next(plain('method', 'GET'));
  await next(plain('redirect', 'follow'));
  await next(plain('certs', []));
  await next({});
  assert.equal(told, [
    'parameter error: a getter',
    'parameter error: parameter.url should be String instead of Number;',
    'invalid url "http://user@h"',
    'data should not be Map',
    'method is invalid',
    'invalid header "x a"',
    'invalid certs "x"',
    'method TRACE is not supported on this platform',
    'redirect manual is not supported on this platform',
    'certs is not supported on this platform',
    'url not in domain list',
  ]);
  isFailure(await refusal({ url: 'http://h', certs: [pin] }, host), 'certificate pinning failure', 600001);
});

test.run();
