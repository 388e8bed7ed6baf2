import * as assert from 'uvu/assert';
import { suite } from '../../../../scripts/testing/suite.ts';
import { request } from '../../src/index.ts';
import { ask, tracked } from './ask.ts';

const test = suite(`page: streams, ${location.protocol}`, { deadlineMs: 60_000 });

async function memoryOfBrowser(): Promise<number> {
  return (await fetch('/harness/memory', { method: 'POST' })).json();
}

test('the headers come while the server still holds the rest back', async () => {
  const { url } = tracked('/parts');
  const { events } = await ask(request, { url }, (_, event) => {
    if (event === 'headers') void fetch(url.replace('/parts', '/release'));
  });
  assert.equal(events, ['headers', 'b', 'ody', 'success', 'complete']);
});

test('a chunk is there before the body has ended', async () => {
  const { url, fate } = tracked('/stall');
  const { events } = await ask(request, { url }, (task, event) => {
    if (event === 'one') task.abort();
  });
  assert.equal(events.slice(0, 2), ['headers', 'one']);
  assert.is(await fate(), 'closed');
});

test('each chunk is an ArrayBuffer of its own', async () => {
  const chunks: ArrayBuffer[] = [];
  const { success } = await ask(request, { url: '/drip?count=5&ms=10' }, (task, event) => {
    if (event === 'called') task.onChunkReceived(({ data }) => chunks.push(data));
  });
  assert.ok(chunks.every(chunk => chunk instanceof ArrayBuffer && chunk.byteLength > 0));
  assert.is(new Set(chunks).size, chunks.length);
  for (const chunk of chunks) new Uint8Array(chunk).fill(0);
  assert.is(success?.data, '1\n2\n3\n4\n5\n');
});

test('a live stream outlasts its timeout many times over, and a stalled one fails', async () => {
  const started = performance.now();
  const live = await ask(request, { url: '/drip?count=60&ms=50', enableChunked: true, timeout: 1000 });
  assert.is(live.success?.data, '');
  assert.is(
    live.events.slice(1, -2).join(''),
    Array.from({ length: 60 }, (_, n) => `${String(n + 1)}\n`).join(''),
  );
  assert.ok(performance.now() - started > 2900);
  const stalled = await ask(request, { url: '/stall', enableChunked: true, timeout: 300 });
  assert.equal(stalled.events, ['headers', 'one', 'fail', 'complete']);
  assert.is(stalled.fail?.errMsg, 'request:fail timeout');
});

test('with enableChunked a long stream leaves the memory flat', async () => {
  const mebibyte = 1024 * 1024;
  const total = 192 * mebibyte;
  let received = 0;
  let warm = 0;
  let peak = 0;
  let asking = false;
  await new Promise<void>((resolve, reject) => {
    const task = request({
      url: '/flood?mebibytes=192',
      enableChunked: true,
      success: () => resolve(),
      fail: err => reject(new Error(err.errMsg)),
    });
    task.onChunkReceived(({ data }) => {
      received += data.byteLength;
      if (asking || received < 32 * mebibyte) return;
      asking = true;
      void memoryOfBrowser().then(bytes => {
        warm ||= bytes;
        peak = Math.max(peak, bytes);
        asking = false;
      });
    });
  });
  assert.is(received, total);
  assert.ok(warm > 0, 'memory was never measured');
  assert.ok(peak - warm < 96 * mebibyte, `it grew by ${String(Math.round((peak - warm) / mebibyte))} MiB`);
});

test.run();
