import * as assert from 'uvu/assert';
import { suite } from '../../../scripts/testing/suite.ts';
import { createRequest } from '../src/request.ts';
import { recorded, settled } from './support/calls.ts';
import { to, routes, follow } from './support/redirects.ts';

const test = suite('core: redirects by hand');

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
