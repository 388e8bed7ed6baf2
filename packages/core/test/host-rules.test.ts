import * as assert from 'uvu/assert';
import { suite } from '../../../scripts/testing/suite.ts';
import { wechat } from '../src/quirks.ts';
import { createRequest } from '../src/request.ts';
import { serving } from './support/adapters.ts';
import { loose, recorded, refusal, settled, wireOf } from './support/calls.ts';

const test = suite('core: what a host decides');

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

test.run();
