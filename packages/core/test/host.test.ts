import * as assert from 'uvu/assert';
import { suite } from '../../../scripts/testing/suite.ts';
import type { Host } from '../src/host.ts';
import { wechat } from '../src/quirks.ts';
import { createRequest } from '../src/request.ts';
import { pageSupports, serving, supports } from './support/adapters.ts';

const pin = `sha256/${'A'.repeat(43)}=`;
const other = { notText: 1 };

const wrong: Record<keyof Host, readonly unknown[]> = {
  baseUrl: ['', '/p', 'h', 'ftp://h', 'https://u:p@h', 5, other],
  header: ['x', 5, null, true],
  referer: ['a\nb', '中', 5, other],
  contentType: ['', 'never', true, other],
  timeout: [0, -1, NaN, '5', null, other],
  maxTimeout: [0, -1, NaN, '5', null, other],
  maxConcurrent: [0, -1, 1.5, NaN, '5', null, other],
  extraMethods: ['PATCH', ['P T'], [''], [5], [null], other],
  maxRedirects: [-1, 1.5, NaN, '5', null, other],
  maxResponseBytes: [-1, 1.5, NaN, '5', null, other],
  headerCase: ['Title', 'upper', true, other],
  domains: [
    ...['https://h', [5], [''], ['h'], ['nonsense'], ['https://h/p'], ['https://h?'], ['ftp://h']],
    ...[['https://u@h'], ['https://ok', 'https://'], other],
  ],
  rewriteUrl: ['https://h', other],
  pins: [
    ...[
      'h',
      5,
      null,
      { h: [] },
      { h: pin },
      { h: ['x'] },
      { h: [pin, 'x'] },
      { h: [[pin]] },
      { 'https://h': [pin] },
    ],
    ...[{ '*.h': [pin] }, { '': [pin] }, { 'h/p': [pin] }, { 'a b': [pin] }, { h: [pin], 'H.': [pin] }],
  ],
  pinCheck: ['never', true, other],
  onCallbackError: ['x', other],
  onNotice: ['x', other],
  quirks: ['wechat', true, null],
};

const right: Record<keyof Host, readonly unknown[]> = {
  baseUrl: ['https://h', 'http://h:1/p?q'],
  header: [{}, { a: 1 }, () => undefined],
  referer: ['', 'https://h', 'é'],
  contentType: ['always', 'with-body'],
  timeout: [0.5, 1, 60000, Infinity],
  maxTimeout: [1, Infinity],
  maxConcurrent: [1, 10, Infinity],
  extraMethods: [[], ['PATCH', 'propfind']],
  maxRedirects: [0, 20, Infinity],
  maxResponseBytes: [0, 1e9, Infinity],
  headerCase: ['lower', 'title'],
  domains: [[], ['https://h', 'http://h:81', 'HTTPS://H:443/']],
  rewriteUrl: [(url: string) => url],
  pins: [{}, { h: [pin], 'h:8443': [pin], '[::1]:443': [pin] }],
  pinCheck: ['every-request', 'once-per-session'],
  onCallbackError: [() => undefined],
  onNotice: [() => undefined],
  quirks: [wechat],
};

const make = (host: unknown, more = {}): unknown =>
  Reflect.apply(createRequest, undefined, [serving(undefined, more).adapter, host]);

function refuses(host: object, name: string, more = {}): void {
  assert.throws(
    () => make(host, more),
    (error: unknown) => error instanceof TypeError && error.message.includes(`host.${name} `),
    `${name}: ${JSON.stringify(Object.values(host)[0])}`,
  );
}

const test = suite('core: host options');

for (const name of Object.keys(wrong) as (keyof Host)[]) {
  test(`a wrong ${name} is a TypeError that names it; a right one and undefined are none`, () => {
    for (const value of wrong[name]) refuses({ [name]: value }, name);
    for (const value of [...right[name], undefined]) make({ [name]: value });
  });
}

test('an option there is not is a TypeError that names it', () => {
  for (const name of ['maxConcurent', 'constructor', 'toString', 'url']) {
    const message = `createRequest: host.${name} is no option on memory`;
    assert.throws(
      () => make({ [name]: 1 }),
      (error: unknown) => error instanceof TypeError && error.message === message,
    );
  }
  assert.throws(() => make(JSON.parse('{"__proto__":1}')), /host\.__proto__ is no option on memory$/);
});

test('what is wrong is shown with its type: a text that looks like a number is still a text', () => {
  for (const [timeout, shown] of [
    ['5', 'string 5'],
    [-1, 'number -1'],
    [null, 'object null'],
    [Object.create(null), 'object Object'],
  ] as const) {
    const message = `createRequest: host.timeout cannot be ${shown} on memory`;
    assert.throws(
      () => make({ timeout }),
      (error: unknown) => error instanceof TypeError && error.message === message,
    );
  }
});

test("an adapter's own options are checked as core's are, and go no further", () => {
  const options = { proxy: (value: unknown) => value !== 'x' && (value === 'no' ? undefined : true) };
  for (const proxy of [undefined, 'http://h', 5]) make({ proxy }, { options });
  for (const [proxy, fault] of [
    ['x', 'cannot be string x'],
    ['no', 'is not supported'],
  ]) {
    const message = `createRequest: host.proxy ${String(fault)} on memory`;
    assert.throws(
      () => make({ proxy }, { options }),
      (error: unknown) => error instanceof TypeError && error.message === message,
    );
  }
  refuses({ proxy: 'http://h' }, 'proxy');
});

test('a host that is no object is a TypeError; none, and one without prototype, are fine', () => {
  for (const host of [null, 5, 'x', true])
    assert.throws(() => make(host), /TypeError|host should be an object/);
  for (const host of [undefined, {}, Object.create(null), Object.freeze({ timeout: 5 })]) make(host);
});

test('task/queue: a runtime whose requests may not wait for one another refuses maxConcurrent', () => {
  assert.throws(
    () => make({ maxConcurrent: 5 }, { supports: { ...supports, queue: false } }),
    /^createRequest: host\.maxConcurrent is not supported on memory$/,
  );
});

test('redirect/follow: a runtime that follows by itself refuses maxRedirects', () => {
  assert.throws(
    () => make({ maxRedirects: 5 }, { supports: pageSupports }),
    /^createRequest: host\.maxRedirects is not supported on memory$/,
  );
});

test.run();
