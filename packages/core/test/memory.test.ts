import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import * as assert from 'uvu/assert';
import { suite } from '../../../scripts/testing/suite.ts';
import type { SuccessResult } from '../src/api.ts';
import { createRequest } from '../src/request.ts';
import { byHand } from './support/adapters.ts';
import { loose, recorded, settled } from './support/calls.ts';

setFlagsFromString('--expose-gc');
const gc: () => void = runInNewContext('gc');
const head = { status: 200, headers: [] };

/** How much memory outside the heap of objects is held, when all garbage is gone. */
async function held(): Promise<number> {
  for (let i = 0; i < 3; i += 1) {
    await settled();
    gc();
  }
  return process.memoryUsage().arrayBuffers;
}

const test = suite('core: memory');

test('a slow drip of tiny views does not hold the slabs they come on', async () => {
  const { adapter, hands } = byHand();
  let data: unknown;
  loose(createRequest(adapter), {
    url: 'https://h',
    responseType: 'arraybuffer',
    success: (res: SuccessResult) => (data = res.data),
  });
  await settled();
  const [hand] = hands;
  hand?.sink.head(head);
  const before = await held();
  for (let n = 0; n < 2000; n += 1) hand?.sink.chunk(new Uint8Array(16384).fill(n).subarray(100, 102));
  const grown = (await held()) - before;
  assert.ok(grown < 1_000_000, `${grown} bytes are held for 4000`);
  hand?.end();
  await settled();
  const expected = Uint8Array.from({ length: 4000 }, (_, at) => at >> 1);
  assert.equal(new Uint8Array(data as ArrayBuffer), expected);
});

test('a body is copied once: only a view on less than half of its slab is copied before, when another comes', async () => {
  const { adapter, hands } = byHand();
  let data: unknown;
  loose(createRequest(adapter), {
    url: 'https://h',
    responseType: 'arraybuffer',
    success: (res: SuccessResult) => (data = res.data),
  });
  await settled();
  const [hand] = hands;
  hand?.sink.head(head);
  const slabs = [new Uint8Array(4), new Uint8Array(8), new Uint8Array(9)];
  for (const slab of slabs) hand?.sink.chunk(slab.subarray(0, 4));
  hand?.sink.chunk(new Uint8Array(1));
  // Who writes into them now shows which were copied: they belong to the sink, and nobody does.
  for (const slab of slabs) slab.fill(1);
  hand?.end();
  await settled();
  assert.equal([...new Uint8Array(data as ArrayBuffer)], [1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0]);
});

test('with enableChunked nothing of the body is kept', async () => {
  const { adapter, hands } = byHand();
  const { names, task } = recorded(createRequest(adapter), { enableChunked: true });
  task.offChunkReceived();
  let bytes = 0;
  task.onChunkReceived(({ data }) => (bytes += data.byteLength));
  await settled();
  const [hand] = hands;
  hand?.sink.head(head);
  const before = await held();
  for (let n = 0; n < 400; n += 1) hand?.sink.chunk(new Uint8Array(65536));
  const grown = (await held()) - before;
  assert.ok(grown < 1_000_000, `${grown} bytes are held`);
  assert.is(bytes, 400 * 65536);
  hand?.end();
  await settled();
  assert.is(names(), 'headersReceived success complete');
});

test('a request that has ended is not held: not by a timer, the queue, or a late adapter', async () => {
  const { adapter, hands } = byHand();
  const request = createRequest(adapter, { maxConcurrent: 2 });
  const gone: WeakRef<object>[] = [];
  const start = (): void => {
    const success = (): void => undefined;
    gone.push(new WeakRef(success));
    request({ url: 'https://h', success, fail: success, complete: success });
  };
  for (let n = 0; n < 10; n += 1) start();
  for (let n = 0; n < 10; n += 1) {
    await settled();
    hands[n]?.sink.head(head);
    if (n % 2) hands[n]?.fail(new Error('x'));
    else hands[n]?.end();
  }
  hands.length = 0;
  await held();
  assert.is(gone.filter(ref => ref.deref() !== undefined).length, 0);
});

test.run();
