import * as assert from 'uvu/assert';
import { suite } from '../../../scripts/testing/suite.ts';
import type { SuccessResult } from '../src/api.ts';
import { createRequest } from '../src/request.ts';
import { byHand, serving } from './support/adapters.ts';
import { consoleOf } from './support/console.ts';
import { ending, loose, recorded, settled, success, wireOf } from './support/calls.ts';

const test = suite('core: the call');

test('call/returns-task: a task at once, with its five methods, no then, and no need of this', async () => {
  const { adapter } = serving();
  const request = createRequest(adapter);
  const methods = ['abort', 'offChunkReceived', 'offHeadersReceived', 'onChunkReceived', 'onHeadersReceived'];
  for (const options of [{ url: 'https://h' }, { url: 1 }, undefined, { url: 'https://h', method: 'X' }]) {
    const task = loose(request, options);
    assert.equal(Object.keys(task).sort(), methods);
    for (const method of Object.values(task)) assert.type(method, 'function');
    assert.not.ok('then' in task);
    const { abort, onHeadersReceived, offChunkReceived } = task;
    onHeadersReceived(() => undefined);
    offChunkReceived();
    abort();
  }
  await settled();
});

test('call/callbacks: success, then complete in the same turn, with the same object', async () => {
  const { adapter } = serving(() => ({ body: '{"a":1}' }));
  const told: unknown[] = [];
  await new Promise<void>(resolve => {
    loose(createRequest(adapter), {
      url: 'https://h/p',
      enableProfile: false,
      success(result: object) {
        told.push('success', result);
        void Promise.resolve().then(() => told.push('a turn later'));
      },
      fail: () => told.push('fail'),
      complete(result: object) {
        told.push('complete', result);
        setImmediate(resolve);
      },
    });
  });
  const ok = { data: { a: 1 }, statusCode: 200, header: {}, cookies: [], errMsg: 'request:ok' };
  assert.equal(told, ['success', ok, 'complete', ok, 'a turn later']);
  assert.is(told[1], told[3]);
});

test('call/callbacks: the object is fresh, plain and extensible', async () => {
  const request = createRequest(serving(() => ({ headers: [['set-cookie', 'a=1']] })).adapter);
  for (const options of [{ url: 'https://h/p' }, { url: 1 }, { url: 'https://h/p', method: 'X' }]) {
    const { result } = await ending(request, options);
    assert.is(Object.getPrototypeOf(result), Object.prototype);
    assert.ok(Object.isExtensible(result));
    assert.is.not((await ending(request, options)).result, result);
  }
  const [one, two] = [await success(request), await success(request)];
  assert.is.not(one.header, two.header);
  assert.is.not(one.cookies, two.cookies);
});

test('call/callbacks: each is optional, and what is no function is ignored', async () => {
  const { adapter, sent } = serving();
  const request = createRequest(adapter);
  const told: string[] = [];
  const written = await consoleOf(async () => {
    request({ url: 'https://h/p' });
    loose(request, { url: 'https://h/p', success: 'x', fail: {}, complete: null });
    loose(request, { url: 'https://h/p', success: 1, complete: () => told.push('complete') });
    loose(request, { url: 1, fail: [], complete: () => told.push('complete') });
    loose(request, { url: 1, fail: () => told.push('fail') });
    await settled();
  });
  assert.equal([sent.length, told, written], [3, ['complete', 'fail', 'complete'], []]);
});

test('call/later: nothing fires before request() has returned, not even from an adapter that answers at once', async () => {
  let returned = false;
  const early: string[] = [];
  const note = (name: string) => () => void (returned || early.push(name));
  const request = createRequest({
    ...serving().adapter,
    send(_wire, sink) {
      note('send')();
      sink.head({ status: 200, headers: [] });
      sink.chunk(new Uint8Array([1]));
      return Promise.resolve(undefined);
    },
  });
  for (const url of ['https://h/p', 'nonsense', 5]) {
    returned = false;
    const callbacks = { success: note('success'), fail: note('fail'), complete: note('complete') };
    const task = loose(request, { url, ...callbacks });
    task.onHeadersReceived(note('headers'));
    task.onChunkReceived(note('chunk'));
    returned = true;
    await settled();
  }
  assert.equal(early, []);
});

test('call/later: failures found at the call, and the abort of a queued request, come by microtask', async () => {
  const { adapter, hands } = byHand();
  const request = createRequest(adapter, { maxConcurrent: 1 });
  recorded(request);
  const bad = recorded(request, { url: 'nonsense' });
  const queued = recorded(request);
  queued.task.abort();
  assert.equal([bad.told, queued.told], [[], []]);
  await Promise.resolve();
  await Promise.resolve();
  assert.equal([bad.names(), queued.names(), hands.length], ['fail complete', 'fail complete', 1]);
});

test('call/any-status and call/ok: every response is a success, as it came', async () => {
  for (const statusCode of [200, 204, 304, 400, 404, 500, 503, 599]) {
    const headers = [['x-a', '1'] as const, ['Set-Cookie', 'b=2'] as const];
    const { adapter } = serving(() => ({ status: statusCode, headers, body: 'text' }));
    assert.equal(await success(createRequest(adapter), { enableProfile: false }), {
      ...{ data: 'text', statusCode, header: { 'x-a': '1', 'set-cookie': 'b=2' }, cookies: ['b=2'] },
      errMsg: 'request:ok',
    } satisfies SuccessResult);
  }
});

test('call/odd-types: responseType in any case, dataType to the letter', async () => {
  const request = createRequest(serving(() => ({ body: '{"a":1}' })).adapter);
  const kind = async (options: object): Promise<unknown> => {
    const { data } = await success(request, options);
    return data instanceof ArrayBuffer ? `buffer of ${data.byteLength}` : data;
  };
  for (const responseType of ['arraybuffer', 'ArrayBuffer', 'ARRAYBUFFER']) {
    assert.is(await kind({ responseType }), 'buffer of 7');
  }
  for (const responseType of ['text', 'TEXT', 'blob', '', null, 1, {}, ['arraybuffer'], undefined]) {
    assert.equal(await kind({ responseType }), { a: 1 });
  }
  for (const dataType of ['json', undefined]) assert.equal(await kind({ dataType }), { a: 1 });
  for (const dataType of ['JSON', 'text', '', null, 1, {}, 'html'])
    assert.is(await kind({ dataType }), '{"a":1}');
});

test('call/ignored: options without effect change nothing; enableHttp2 and enableCache are for the adapter', async () => {
  const plain = await wireOf({});
  assert.equal(
    await wireOf({
      ...{ enableQuic: true, enableHttpDNS: true, httpDNSServiceId: 'x', httpDNSTimeout: 1 },
      ...{ enableHttpDNSFallback: true, forceCellularNetwork: true, useHighPerformanceMode: true },
    }),
    plain,
  );
  assert.equal([plain.http2, plain.cache, plain.profile], [false, false, true]);
  assert.equal(await wireOf({ enableHttp2: true }), { ...plain, http2: true });
  assert.equal(await wireOf({ enableCache: true }), { ...plain, cache: true });
  assert.equal(await wireOf({ enableProfile: false }), { ...plain, profile: false });
});

test.run();
