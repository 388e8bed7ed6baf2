import * as assert from 'uvu/assert';
import { suite } from '../../../scripts/testing/suite.ts';
import type { Host } from '../src/host.ts';
import { headerOf, readHeader, splitCookies } from '../src/headers.ts';
import { wechat } from '../src/quirks.ts';
import { createRequest } from '../src/request.ts';
import { serving, type Answer } from './support/adapters.ts';
import { success } from './support/calls.ts';

async function result(answer: Answer, options = {}, host: Host = {}) {
  return success(createRequest(serving(() => answer).adapter, host), options);
}

const test = suite('core: the header of a result');

const headers = [
  ['Content-TYPE', 'text/plain'],
  ['x-token', 'a'],
  ['X-Token', ''],
  ['X-TOKEN', 'b, c'],
  ['Set-Cookie', 'a=1; Expires=Wed, 21 Oct 2026 07:28:00 GMT'],
  ['set-cookie', 'b=2'],
  ['www-authenticate', 'é'],
] as const;

test('response/header: a plain object, names in lower case, repeats joined', async () => {
  const { header } = await result({ headers });
  assert.equal(header, {
    'content-type': 'text/plain',
    'x-token': 'a, , b, c',
    'set-cookie': 'a=1; Expires=Wed, 21 Oct 2026 07:28:00 GMT, b=2',
    'www-authenticate': 'é',
  });
  assert.is(Object.getPrototypeOf(header), Object.prototype);
});

test("response/header: headerCase 'title' capitalises each word", async () => {
  const { header, cookies } = await result({ headers }, {}, { headerCase: 'title' });
  assert.equal(Object.keys(header), ['Content-Type', 'X-Token', 'Set-Cookie', 'Www-Authenticate']);
  assert.equal(cookies, ['a=1; Expires=Wed, 21 Oct 2026 07:28:00 GMT', 'b=2']);
  assert.is((await result({ headers }, {}, { headerCase: 'lower' })).header['x-token'], 'a, , b, c');
});

test('response/header (WeChat): a bare comma between repeats', async () => {
  const { header } = await result({ headers }, {}, { quirks: wechat });
  assert.is(header['x-token'], 'a,,b, c');
});

test('response/header: names that objects know are names like any other', async () => {
  const odd = ['__proto__', 'constructor', 'tostring', 'hasownproperty'];
  const { header } = await result({ headers: odd.map(name => [name, 'x'] as const) });
  assert.equal(Object.keys(header), odd);
  assert.equal(Object.values(header), ['x', 'x', 'x', 'x']);
  assert.is(Object.getPrototypeOf(header), Object.prototype);
  const { header: twice } = readHeader(
    [
      ['__proto__', 'a'],
      ['__PROTO__', 'b'],
    ],
    false,
  );
  assert.is(Object.getOwnPropertyDescriptor(twice, '__proto__')?.value, 'a, b');
});

test('response/header: headerOf reads any spelling, and own names only', () => {
  const header = { 'Content-Type': 'a', 'x-b': '' };
  assert.equal(
    ['content-type', 'CONTENT-TYPE', 'X-B', 'x-c', 'toString', '__proto__'].map(name =>
      headerOf(header, name),
    ),
    ['a', 'a', '', undefined, undefined, undefined],
  );
});

test('response/cookies: each Set-Cookie is one string, whole; none is []', async () => {
  const { cookies } = await result({ headers });
  assert.equal(cookies, ['a=1; Expires=Wed, 21 Oct 2026 07:28:00 GMT', 'b=2']);
  assert.equal((await result({})).cookies, []);
  assert.equal((await result({}, {}, { quirks: wechat })).cookies, []);
});

test('response/cookies: no jar: what one response sets, the next request does not send', async () => {
  const { adapter, sent } = serving(() => ({ headers }));
  const request = createRequest(adapter);
  await success(request);
  await success(request);
  assert.equal(sent[1]?.headers, [['content-type', 'application/json']]);
});

test('response/cookies: splitCookies takes a joined string apart, commas in dates and values kept', () => {
  for (const [joined, cookies] of [
    ['', []],
    ['a=1', ['a=1']],
    ['sid=1,token=2', ['sid=1', 'token=2']],
    [
      'a=1; Expires=Wed, 21 Oct 2026 07:28:00 GMT, b=2; Path=/',
      ['a=1; Expires=Wed, 21 Oct 2026 07:28:00 GMT', 'b=2; Path=/'],
    ],
    ['a=1; expires=Wed, 21-Oct-2026 07:28:00 GMT,b=2', ['a=1; expires=Wed, 21-Oct-2026 07:28:00 GMT', 'b=2']],
    ['a=x,y, b=', ['a=x,y', 'b=']],
  ] as const) {
    assert.equal(splitCookies(joined), cookies);
  }
});

test.run();
