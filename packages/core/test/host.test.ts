import * as assert from 'uvu/assert';
import { suite } from '../../../scripts/testing/suite.ts';
import { TransportError } from '../src/errors.ts';
import type { Host } from '../src/host.ts';
import { wechat } from '../src/quirks.ts';
import { createRequest } from '../src/request.ts';
import { byHand, pageSupports, serving, supports } from './support/adapters.ts';
import { consoleOf } from './support/console.ts';
import { loose, recorded, refusal, settled, success, wireOf } from './support/calls.ts';

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

test('domains: compared by origin, before anything is sent', async () => {
  const domains = ['https://api.example.com', 'http://h:81', 'HTTPS://Big.example.com:443'];
  for (const url of [
    ...['https://api.example.com/p?x', 'https://API.example.com:443/', 'http://h:81/'],
    'https://big.example.com/',
  ]) {
    await wireOf({ url }, { domains });
  }
  for (const url of [
    ...['http://api.example.com/', 'https://api.example.com:444/', 'https://example.com/', 'http://h/'],
    ...['https://api.example.com.evil/', 'https://api.example.com./', 'https://x.api.example.com/'],
  ]) {
    const errMsg = 'request:fail url not in domain list';
    assert.equal(await refusal({ url }, { domains }), { errMsg, errno: 600002 }, url);
  }
  assert.is((await refusal({}, { domains: [] })).errno, 600002);
});

test('rewriteUrl: after the domain check, with the parsed URL; what it gives is what is sent', async () => {
  const asked: string[] = [];
  const rewriteUrl = (url: string): string => {
    asked.push(url);
    return 'HTTP://127.0.0.1:80/x?y#f';
  };
  const wire = await wireOf(
    { url: 'https://H/a/../b#f', data: { c: 1 } },
    { rewriteUrl, domains: ['https://h'] },
  );
  assert.equal([asked, wire.url], [['https://h/b?c=1'], 'http://127.0.0.1/x?y']);
  await refusal({ url: 'https://evil/' }, { rewriteUrl, domains: ['https://h'] });
  assert.is(asked.length, 1);
});

test('rewriteUrl: what is no http URL, or throws, fails the request', async () => {
  for (const [result, shown] of [
    ['/p', '/p'],
    ['ftp://h', 'ftp://h'],
    ['https://u:p@h', 'https://u:p@h'],
    [undefined, 'undefined'],
    [5, '5'],
  ] as const) {
    const host = { rewriteUrl: (() => result) as () => string };
    assert.equal(await refusal({}, host), { errMsg: `request:fail invalid url "${shown}"`, errno: 600009 });
  }
  const cause = new Error('mine');
  const rewriteUrl = (): string => {
    throw cause;
  };
  const result = await refusal({}, { rewriteUrl });
  assert.equal(
    [result, result.cause],
    [{ errMsg: 'request:fail invalid url "https://h/p"', errno: 600009 }, cause],
  );
});

test('quirks (WeChat): bad parameters fail inside request(), which gives undefined', async () => {
  const { adapter, sent } = serving();
  const request = createRequest(adapter, { quirks: wechat, onCallbackError: () => undefined });
  for (const options of [{ url: 5 }, { url: 'x' }, { url: 'https://h', method: 'X' }]) {
    const told: string[] = [];
    const all = { ...options, fail: () => told.push('fail'), complete: () => told.push('complete') };
    assert.is(loose(request, all), undefined);
    assert.equal(told, ['fail', 'complete']);
  }
  assert.is(loose(request, null), undefined);
  const { names } = recorded(request);
  assert.is(names(), '');
  await settled();
  assert.equal([names(), sent.length], ['headersReceived success complete', 1]);
});

async function notices(more: object, options: object = {}, answer = {}): Promise<unknown[]> {
  const told: unknown[] = [];
  const { adapter } = serving(() => answer, { name: 'here', ...more });
  const onNotice = (...notice: unknown[]): unknown => told.push(notice);
  const request = createRequest(adapter, { onNotice, referer: 'https://me' });
  for (let i = 0; i < 3; i += 1) recorded(request, options);
  await settled();
  return told;
}

test('onNotice: told once per clause what this runtime silently cannot do', async () => {
  const header = { Cookie: 'a=1', Origin: 'https://o' };
  const unsendableHeaders = ['cookie', 'referer', 'origin'];
  const told = await notices({ supports: { ...supports, unsendableHeaders, setCookie: false } }, { header });
  assert.equal(told, [
    ['header/referer', 'here drops referer'],
    ['header/transport', 'here drops cookie'],
    ['response/cookies', 'here hides Set-Cookie'],
  ]);
});

test('onNotice: a likely CORS failure', async () => {
  assert.equal(await notices({}, {}, { error: new TypeError('fetch failed') }), [
    ['failures/unknown', 'here hides why https://h failed: no connection, or CORS'],
  ]);
});

test('onNotice: nothing where nothing is lost', async () => {
  assert.equal(await notices({}, { header: { cookie: 'a=1' } }, { headers: [['set-cookie', 'a=1']] }), []);
  assert.equal(await notices({ supports: pageSupports }, {}, { error: new TransportError('dns') }), []);
});

test('onNotice: behind a head it was not CORS', async () => {
  const { adapter, hands } = byHand();
  const told: unknown[] = [];
  const { names } = recorded(createRequest(adapter, { onNotice: (...notice) => told.push(notice) }));
  await settled();
  hands[0]?.sink.head({ status: 200, headers: [] });
  hands[0]?.fail(new TypeError('network error'));
  await settled();
  assert.equal([names(), told], ['headersReceived fail complete', []]);
});

test('onNotice: one that throws is reported and stops nothing; without one nothing is said', async () => {
  const page = { supports: { ...supports, setCookie: false } };
  const errors: unknown[] = [];
  const error = new Error('mine');
  const onNotice = (): void => {
    throw error;
  };
  const request = createRequest(serving(undefined, page).adapter, {
    onNotice,
    onCallbackError: e => errors.push(e),
  });
  await success(request);
  assert.equal(errors, [error]);
  const written = await consoleOf(async () => {
    await success(createRequest(serving(undefined, page).adapter));
  });
  assert.equal(written, []);
});

test.run();
