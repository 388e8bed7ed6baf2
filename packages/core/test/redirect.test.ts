import * as assert from 'uvu/assert';
import { suite } from '../../../scripts/testing/suite.ts';
import type { WireRequest } from '../src/adapter.ts';
import type { Host } from '../src/host.ts';
import { wechat } from '../src/quirks.ts';
import { createRequest } from '../src/request.ts';
import { byHand, bytes, pageSupports, serving, type Answer } from './support/adapters.ts';
import { bodyOf, ending, failure, headersOf, recorded, settled, success } from './support/calls.ts';

const to = (location: string, status = 302): Answer => ({
  status,
  headers: [['Location', location]],
  body: 'moved',
});
const pin = `sha256/${'A'.repeat(43)}=`;

/** A server whose routes redirect; all else answers 200. */
function routes(table: Readonly<Record<string, Answer>>) {
  return serving(({ url }) => table[url] ?? { body: `at ${url}` });
}

async function follow(table: Readonly<Record<string, Answer>>, options = {}, host: Host = {}) {
  const { adapter, sent } = routes(table);
  const { name, result } = await ending(createRequest(adapter, host), {
    url: 'https://h/1',
    enableProfile: false,
    ...options,
  });
  return { sent, name, result };
}

const line = (wire: WireRequest): string => `${wire.method} ${wire.url}`;

const test = suite('core: redirects');

for (const [status, method, next] of [
  ...['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE', 'TRACE'].flatMap(method =>
    [301, 302, 307, 308].map(status => [status, method, method] as const),
  ),
  [301, 'POST', 'GET'],
  [302, 'POST', 'GET'],
  [307, 'POST', 'POST'],
  [308, 'POST', 'POST'],
  [303, 'GET', 'GET'],
  [303, 'HEAD', 'HEAD'],
  [303, 'POST', 'GET'],
  [303, 'PUT', 'GET'],
  [303, 'DELETE', 'GET'],
  [303, 'OPTIONS', 'GET'],
  [303, 'TRACE', 'GET'],
  [301, 'PATCH', 'PATCH'],
  [302, 'PATCH', 'PATCH'],
  [303, 'PATCH', 'GET'],
] as const) {
  test(`redirect/follow: ${method} after ${status} is ${next}`, async () => {
    const header = {
      ...{
        'content-type': 'text/x',
        'content-encoding': 'x',
        'content-language': 'de',
        'content-location': '/l',
      },
      ...{ 'x-mine': 'stays', 'x-content-type': 'stays', 'content-type-options': 'stays' },
    };
    const { 'x-mine': mine, 'x-content-type': typed, 'content-type-options': options } = header;
    const { sent } = await follow(
      { 'https://h/1': to('/2', status) },
      { method, header, data: 'body' },
      { extraMethods: ['PATCH'] },
    );
    assert.equal(sent.map(line), [`${method} https://h/1`, `${next} https://h/2`]);
    const [first, second] = sent;
    const stays = next === method;
    assert.is(second && bodyOf(second), stays ? first && bodyOf(first) : undefined);
    assert.equal(
      second && headersOf(second),
      stays ? header : { 'x-mine': mine, 'x-content-type': typed, 'content-type-options': options },
    );
  });
}

test('redirect/follow (WeChat): 301, 302 and 307 only, and the method is kept', async () => {
  for (const status of [301, 302, 307]) {
    const { sent } = await follow(
      { 'https://h/1': to('/2', status) },
      { method: 'POST' },
      { quirks: wechat },
    );
    assert.equal(sent.map(line), ['POST https://h/1', 'POST https://h/2']);
  }
  for (const status of [303, 308]) {
    const { result } = await follow({ 'https://h/1': to('/2', status) }, {}, { quirks: wechat });
    assert.equal((result as { statusCode: number }).statusCode, status);
  }
});

test('redirect/follow: without a Location, and with any other status, that response is the result', async () => {
  for (const answer of [
    { status: 302 },
    ...[300, 304, 305, 306, 200, 201, 404].map(code => to('/2', code)),
  ]) {
    const { sent, result } = await follow({ 'https://h/1': answer });
    assert.is(sent.length, 1);
    assert.is((result as { statusCode: number }).statusCode, answer.status);
  }
});

for (const [location, target] of [
  ['/2', 'https://h/2'],
  ['2?x=1#f', 'https://h/a/2?x=1'],
  ['../2', 'https://h/2'],
  ['?y', 'https://h/a/1?y'],
  ['//other/2', 'https://other/2'],
  ['http://other:80/2', 'http://other/2'],
  ['/ä', 'https://h/%C3%A4'],
  [Buffer.from('/ä中').toString('latin1'), 'https://h/%C3%A4%E4%B8%AD'],
  // A runtime that reads header values as UTF-8 has undone it already.
  ['/ä中', 'https://h/%C3%A4%E4%B8%AD'],
  ['/名', 'https://h/%E5%90%8D'],
] as const) {
  test(`redirect/follow: ${JSON.stringify(location)} leads to ${target}`, async () => {
    const { sent } = await follow({ 'https://h/a/1': to(location) }, { url: 'https://h/a/1' });
    assert.is(sent[1]?.url, target);
  });
}

for (const location of [
  'ftp://h/2',
  'javascript:1',
  'https://user@h/2',
  'https://u:p@h/',
  'https://[/',
  'data:,x',
]) {
  test(`redirect/follow: ${location} is no place to go`, async () => {
    const { sent, result } = await follow({ 'https://h/1': to(location) });
    assert.equal(result, { errMsg: `request:fail invalid url "${location}"`, errno: 600009 });
    assert.is(sent.length, 1);
  });
}

test('redirect/follow: a Location that is repeated is one; of several, none is followed', async () => {
  const answer = (...locations: string[]): Answer => ({
    status: 302,
    headers: locations.map(location => ['Location', location] as const),
  });
  const { sent } = await follow({ 'https://h/1': answer('/2', '/2') });
  assert.equal(sent.map(line), ['GET https://h/1', 'GET https://h/2']);
  const two = await follow({ 'https://h/1': answer('/2', 'https://evil/') });
  assert.equal(two.result, { errMsg: 'request:fail invalid url "/2, https://evil/"', errno: 600009 });
  assert.is(two.sent.length, 1);
});

test('redirect/follow: at most maxRedirects, 15 unless told', async () => {
  for (const [maxRedirects, most] of [
    [undefined, 15],
    [3, 3],
    [0, 0],
  ] as const) {
    const { adapter, sent } = serving(() => to('/again'));
    const host = maxRedirects === undefined ? {} : { maxRedirects };
    assert.equal(await failure(createRequest(adapter, host)), {
      errMsg: `request:fail reach the max redirect count ${most}`,
      errno: 600008,
    });
    assert.is(sent.length, most + 1);
  }
  let left = 16;
  const exactly = serving(() => ((left -= 1) > 0 ? to('/again') : {}));
  await success(createRequest(exactly.adapter));
  assert.is(exactly.sent.length, 16);
});

test('redirect/follow: only the final response is told; the body of a redirect is not', async () => {
  const { adapter } = routes({ 'https://h/p': to('/2'), 'https://h/2': { ...to('/3', 307) } });
  const { told, names } = recorded(createRequest(adapter), { enableProfile: false });
  await settled();
  assert.is(names(), 'headersReceived chunkReceived success complete');
  assert.equal(told[0]?.[1], { header: {}, statusCode: 200, cookies: [] });
  assert.equal((told[2]?.[1] as { data: unknown }).data, 'at https://h/3');
});

const secrets = {
  authorization: 'a',
  cookie: 'b',
  host: 'c',
  origin: 'd',
  'x-mine': 'e',
  'content-type': 'f',
  'cookie-consent': 'g',
};

for (const [target, crosses] of [
  ['https://h/2', false],
  ['https://h:443/2', false],
  ['https://h:444/2', true],
  ['http://h/2', true],
  ['https://other/2', true],
  ['https://h.other/2', true],
] as const) {
  test(`redirect/security: to ${target}, what belongs to the origin ${crosses ? 'goes' : 'stays'}`, async () => {
    const host = { header: { Cookie: 'of the host' } };
    for (const [options, given] of [
      [{ header: secrets }, {}],
      [{ header: { ...secrets, cookie: undefined } }, host],
    ] as const) {
      const { sent } = await follow(
        { 'https://h/1': to(target, 307) },
        { method: 'POST', ...options },
        given,
      );
      const [first, second] = sent.map(headersOf);
      const left = { 'x-mine': 'e', 'content-type': 'f', 'cookie-consent': 'g' };
      assert.equal(second, crosses ? left : first);
    }
  });
}

test('redirect/security: what has gone does not come back on the way home', async () => {
  const table = { 'https://h/1': to('https://other/2'), 'https://other/2': to('https://h/3') };
  const { sent } = await follow(table, { header: secrets });
  const left = { 'x-mine': 'e', 'content-type': 'f', 'cookie-consent': 'g' };
  assert.equal(sent[2] && headersOf(sent[2]), left);
});

test('redirect/security: each hop is checked against domains', async () => {
  const domains = ['https://h', 'https://cdn'];
  const table = { 'https://h/1': to('https://cdn/2'), 'https://cdn/2': to('https://evil:8443/3') };
  const { sent, result } = await follow(table, {}, { domains });
  assert.equal(sent.map(line), ['GET https://h/1', 'GET https://cdn/2']);
  assert.equal(result, {
    errMsg: 'request:fail redirect url not in domain list:evil:8443',
    errno: 600002,
  });
});

test('redirect/follow: nothing more is heard of a hop that was redirected', async () => {
  const { adapter, hands } = byHand();
  const call = recorded(createRequest(adapter), { url: 'https://h/1' });
  await settled();
  const [first] = hands;
  assert.is(first?.sink.head({ status: 302, headers: [['location', '/2']] }), 'discard');
  const second = hands[1];
  assert.is(second?.wire.url, 'https://h/2');
  second?.sink.head({ status: 200, headers: [] });
  first?.sink.chunk(bytes('of the first'));
  assert.is(first?.sink.head({ status: 500, headers: [] }), 'discard');
  let cancelled = false;
  first?.sink.onCancel(() => (cancelled = true));
  first?.fail(new Error('of the first'));
  await settled();
  second?.sink.chunk(bytes('of the second'));
  assert.is(call.names(), 'headersReceived chunkReceived');
  call.task.abort();
  assert.equal([cancelled, first?.cancels, second?.cancels], [false, 0, 1]);
});

test('redirect/security: pins go along, and never to http:', async () => {
  const { sent, result } = await follow(
    { 'https://h/1': to('https://other/2'), 'https://other/2': to('http://other/3') },
    { certs: [pin] },
  );
  assert.equal(
    sent.map(({ pins }) => pins),
    [[[pin]], [[pin]]],
  );
  assert.equal(result, { errMsg: 'request:fail certificate pinning failure', errno: 600001 });
});

test('redirect/security: the pins of a host apply where a redirect leads to it, and only there', async () => {
  const table = { 'https://h/1': to('https://pinned/2'), 'https://pinned/2': to('https://h/3') };
  const { sent } = await follow(table, {}, { pins: { pinned: [pin] } });
  assert.equal(
    sent.map(({ pins }) => pins),
    [[], [[pin]], []],
  );
});

test('redirect/security: where the runtime follows by itself, the final URL is checked before any event', async () => {
  for (const [url, good] of [
    ['https://h/2', true],
    ['https://cdn/2', true],
    ['https://evil/2', false],
  ] as const) {
    const { adapter } = serving(() => ({ url, body: 'x' }), { supports: pageSupports });
    const { told, names } = recorded(createRequest(adapter, { domains: ['https://h', 'https://cdn'] }));
    await settled();
    assert.is(names(), good ? 'headersReceived chunkReceived success complete' : 'fail complete');
    if (good) continue;
    const errMsg = 'request:fail redirect url not in domain list:evil';
    assert.equal(told[0]?.[1], { errMsg, errno: 600002 });
  }
});

test('redirect/security: where it stayed, at a rewritten address that is on no list, or does not say: nothing is wrong', async () => {
  const host = {
    domains: ['https://h'],
    rewriteUrl: (url: string) => url.replace('https://h', 'http://10.0.0.1'),
  };
  for (const answer of [{ url: 'http://10.0.0.1/2' }, {}]) {
    await success(createRequest(serving(() => answer, { supports: pageSupports }).adapter, host));
  }
  assert.equal(
    await failure(
      createRequest(serving(() => ({ url: 'https://10.0.0.1/p' }), { supports: pageSupports }).adapter, host),
    ),
    {
      errMsg: 'request:fail redirect url not in domain list:10.0.0.1',
      errno: 600002,
    },
  );
});

test('redirect/security: rewriteUrl is asked for each hop, and redirects are read as from the original', async () => {
  const rewriteUrl = (url: string): string => url.replace('https://h/', 'http://10.0.0.1:80/');
  const { adapter, sent } = serving(({ url }) => (url.endsWith('1') ? to('2') : {}));
  await success(createRequest(adapter, { rewriteUrl, domains: ['https://h'] }), { url: 'https://h/1' });
  assert.equal(sent.map(line), ['GET http://10.0.0.1/1', 'GET http://10.0.0.1/2']);
});

test('task/interrupt: a rewriteUrl that interrupts at a redirect is obeyed: the next hop is not sent', async () => {
  const { adapter, sent } = routes({ 'https://h/p': to('/2') });
  const request = createRequest(adapter, {
    rewriteUrl(url) {
      if (url.endsWith('2')) request.interrupt();
      return url;
    },
  });
  assert.equal(await failure(request), { errMsg: 'request:fail interrupted', errno: 600003 });
  assert.equal(sent.map(line), ['GET https://h/p']);
});

for (const status of [301, 302, 303, 307, 308]) {
  test(`redirect/manual: ${status} is the result, its location absolute, without its body`, async () => {
    const { adapter, sent } = routes({ 'https://h/a/1': to('../2?x#f', status) });
    const call = recorded(createRequest(adapter), {
      url: 'https://h/a/1',
      redirect: 'manual',
      enableProfile: false,
    });
    await settled();
    assert.is(call.names(), 'headersReceived success complete');
    const head = { header: { location: 'https://h/2?x#f' }, statusCode: status, cookies: [] };
    assert.equal(call.told[0]?.[1], head);
    assert.equal(call.told[1]?.[1], { ...head, data: '', errMsg: 'request:ok' });
    assert.is(sent.length, 1);
  });
}

test('redirect/manual: under arraybuffer the body is zero bytes; what cannot be resolved stays as it is', async () => {
  const { result } = await follow(
    { 'https://h/1': to('https://[/') },
    { redirect: 'manual', responseType: 'arraybuffer' },
  );
  const { data, header } = result as { data: unknown; header: object };
  assert.equal([data, header], [new ArrayBuffer(0), { location: 'https://[/' }]);
});

test('redirect/manual: a Location that is repeated is one; several stay as they are', async () => {
  for (const [locations, location] of [
    [['/2', '/2'], 'https://h/2'],
    [['/2', '/3'], '/2, /3'],
  ] as const) {
    const headers = locations.map(value => ['location', value] as const);
    const { result } = await follow({ 'https://h/1': { status: 302, headers } }, { redirect: 'manual' });
    assert.equal((result as { header: object }).header, { location });
  }
});

test('redirect/manual: a response that is no redirect is as ever', async () => {
  const { result } = await follow({ 'https://h/1': { status: 302, body: 'x' } }, { redirect: 'manual' });
  const { data, statusCode } = result as { data: unknown; statusCode: number };
  assert.equal([data, statusCode], ['x', 302]);
});

test('redirect/manual: anything but manual follows', async () => {
  for (const redirect of ['follow', 'error', 'MANUAL', null, 1, undefined]) {
    assert.is((await follow({ 'https://h/1': to('/2') }, { redirect })).sent.length, 2);
  }
});

test('method/connect: the head is the result, and nothing is followed', async () => {
  for (const answer of [{ status: 200, body: 'tunnel' }, to('/2')]) {
    const { sent, result } = await follow({ 'https://h/1': answer }, { method: 'CONNECT' });
    const { data, statusCode, errMsg } = result as { data: unknown; statusCode: number; errMsg: string };
    assert.equal([data, statusCode, errMsg, sent.length], ['', answer.status, 'request:ok', 1]);
  }
});

test.run();
