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
  // Where chunks end means nothing: a busy browser hands over both parts as one.
  const [first, ...rest] = events;
  assert.equal(
    [first, rest.slice(0, -2).join(''), ...rest.slice(-2)],
    ['headers', 'body', 'success', 'complete'],
  );
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
  const stalled = await ask(request, { url: '/stall', enableChunked: true, timeout: 1000 });
  assert.equal(stalled.events, ['headers', 'one', 'fail', 'complete']);
  assert.is(stalled.fail?.errMsg, 'request:fail timeout');
});

test('with enableChunked a long stream leaves the memory flat', async () => {
  const mebibyte = 1024 * 1024;
  const total = 768;
  const most = 256 * mebibyte;
  const { url } = tracked(`/flood?mebibytes=${String(total)}`);
  let early = 0;
  let late = 0;
  let received = 0;
  const measure = async (): Promise<unknown> => {
    late = await memoryOfBrowser();
    early ||= late;
    // An engine collects what was dropped when it sees fit, or when much is made; what is held on to never goes.
    for (let tries = 0; late - early > most && tries < 60; tries += 1) {
      for (let made = 0; made < 16; made += 1) new ArrayBuffer(4 * mebibyte);
      await new Promise(resolve => setTimeout(resolve, 250));
      late = await memoryOfBrowser();
    }
    return fetch(url.replace('/flood', '/release'));
  };
  await new Promise<void>((resolve, reject) => {
    const task = request({
      url,
      enableChunked: true,
      success: () => resolve(),
      fail: err => reject(new Error(err.errMsg)),
    });
    task.onChunkReceived(({ data }) => {
      received += data.byteLength;
      // The server waits here until the memory is known.
      if (received !== 32 * mebibyte && received !== (total - 1) * mebibyte) return;
      measure().catch(reject);
    });
  });
  assert.is(received, total * mebibyte);
  assert.ok(early > 0, 'memory was never measured');
  assert.ok(late - early < most, `it grew by ${String(Math.round((late - early) / mebibyte))} MiB`);
});

test.run();
