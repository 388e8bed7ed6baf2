import * as assert from 'uvu/assert';
import { suite } from '../../../scripts/testing/suite.ts';
import { wechat } from '../src/quirks.ts';
import { createRequest } from '../src/request.ts';
import { byHand, bytes, serving, type Answer } from './support/adapters.ts';
import { bodyOf, failure, headersOf, recorded, settled, success } from './support/calls.ts';
import { to, routes, follow, line } from './support/redirects.ts';

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

test.run();
