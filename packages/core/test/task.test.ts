import * as assert from 'uvu/assert';
import { suite } from '../../../scripts/testing/suite.ts';
import type { ChunkReceivedResult } from '../src/api.ts';
import { createRequest } from '../src/request.ts';
import { bytes, serving, text, type Answer } from './support/adapters.ts';
import { recorded, settled } from './support/calls.ts';

async function run(answer: Answer, options = {}) {
  const call = recorded(createRequest(serving(() => answer).adapter), { enableProfile: false, ...options });
  await settled();
  return call;
}

const chunksOf = ({ told }: ReturnType<typeof recorded>): ArrayBuffer[] =>
  told.filter(([name]) => name === 'chunkReceived').map(([, result]) => (result as ChunkReceivedResult).data);
const dataOf = ({ told }: ReturnType<typeof recorded>): unknown =>
  (told.at(-1)?.[1] as { data: unknown }).data;

const test = suite('core: the task');

test('task/order: headers, chunks, success, complete', async () => {
  const call = await run({ body: [bytes('a'), bytes('b')] });
  assert.is(call.names(), 'headersReceived chunkReceived chunkReceived success complete');
});

test('task/headers-event: header, status and cookies, once, before any of the body', async () => {
  const headers = [['X-A', '1'] as const, ['Set-Cookie', 'a=1'] as const];
  const { told } = await run({ status: 404, headers, body: 'x' });
  const header = { 'x-a': '1', 'set-cookie': 'a=1' };
  assert.equal(told[0], ['headersReceived', { header, statusCode: 404, cookies: ['a=1'] }]);
});

test("task/headers-event: what a listener does to its object does not reach success's", async () => {
  const { adapter } = serving(() => ({ headers: [['set-cookie', 'a=1']] }));
  let result: unknown;
  const task = createRequest(adapter)({
    url: 'https://h/p',
    enableProfile: false,
    success: res => void (result = res),
  });
  task.onHeadersReceived(({ header, cookies }) => {
    header['set-cookie'] = 'changed';
    cookies.push('changed');
  });
  await settled();
  const header = { 'set-cookie': 'a=1' };
  assert.equal(result, { data: '', statusCode: 200, header, cookies: ['a=1'], errMsg: 'request:ok' });
});

test('task/chunks: never empty, in order, each in memory of its own', async () => {
  const slab = bytes('abcdef');
  const pieces = [slab.subarray(0, 2), new Uint8Array(0), slab.subarray(2, 3), slab.subarray(3)];
  const call = await run({ body: pieces });
  const chunks = chunksOf(call);
  assert.equal(chunks.map(text), ['ab', 'c', 'def']);
  assert.is(new Set([slab.buffer, ...chunks]).size, 4);
  assert.is(dataOf(call), 'abcdef');
});

test('task/chunks: a listener that writes into its chunk does not change data', async () => {
  for (const body of ['abc', [bytes('ab'), bytes('c')]]) {
    let data: unknown;
    const task = createRequest(serving(() => ({ body })).adapter)({
      url: 'https://h/p',
      success: res => void (data = res.data),
    });
    task.onChunkReceived(res => void new Uint8Array(res.data).fill(0));
    await settled();
    assert.is(data, 'abc');
  }
});

test('task/chunked-mode: true: chunk events, and nothing is kept', async () => {
  for (const status of [200, 500]) {
    const call = await run({ status, body: '{"a":1}' }, { enableChunked: true });
    assert.equal([chunksOf(call).map(text), dataOf(call)], [['{"a":1}'], '']);
    const binary = await run({ status, body: 'x' }, { enableChunked: true, responseType: 'arraybuffer' });
    assert.equal([chunksOf(binary).map(text), dataOf(binary)], [['x'], new ArrayBuffer(0)]);
  }
});

test('task/chunked-mode: omitted: chunks and data; false: no chunk events', async () => {
  for (const enableChunked of [undefined, null, 1, 'true']) {
    const call = await run({ body: '{"a":1}' }, { enableChunked });
    assert.equal([chunksOf(call).map(text), dataOf(call)], [['{"a":1}'], { a: 1 }]);
  }
  const call = await run({ body: '{"a":1}' }, { enableChunked: false });
  assert.equal([call.names(), dataOf(call)], ['headersReceived success complete', { a: 1 }]);
});

test.run();
