import * as assert from 'uvu/assert';
import { suite } from '../../../scripts/testing/suite.ts';
import type { ChunkReceivedResult, RequestTask } from '../src/api.ts';
import { createRequest } from '../src/request.ts';
import { byHand, bytes, serving, text, type Answer } from './support/adapters.ts';
import { consoleOf } from './support/console.ts';
import { recorded, settled } from './support/calls.ts';

const abort = { errMsg: 'request:fail abort' };
const interrupted = { errMsg: 'request:fail interrupted', errno: 600003 };

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

type On = 'onHeadersReceived' | 'onChunkReceived';
type Off = 'offHeadersReceived' | 'offChunkReceived';

for (const [on, off] of [
  ['onHeadersReceived', 'offHeadersReceived'],
  ['onChunkReceived', 'offChunkReceived'],
] as const) {
  /** A task of two events of this kind: the head's are two requests'. */
  const told = async (
    add: (task: RequestTask, note: (name: string) => () => void) => void,
  ): Promise<string> => {
    const heard: string[] = [];
    const request = createRequest(serving(() => ({ body: [bytes('1'), bytes('2')] })).adapter);
    const task = request({ url: 'https://h/p' });
    add(task, name => () => void heard.push(name));
    await settled();
    return heard.join(' ');
  };
  const twice = (once: string): string => (on === 'onChunkReceived' ? `${once} ${once}` : once);
  const listen = (task: RequestTask, method: On | Off, ...args: unknown[]): unknown =>
    Reflect.apply(task[method], undefined, args);

  test(`task/listeners: ${on}: in the order added, the same function once`, async () => {
    const heard = await told((task, note) => {
      const [a, b] = [note('a'), note('b')];
      for (const listener of [b, a, b, a, note('c')]) task[on](listener);
    });
    assert.is(heard, twice('b a c'));
  });

  test(`task/listeners: ${off}: the same function goes, an unknown one is ignored`, async () => {
    const heard = await told((task, note) => {
      const [a, b] = [note('a'), note('b')];
      for (const listener of [a, b]) task[on](listener);
      task[off](note('a'));
      task[off](a);
      task[off](a);
    });
    assert.is(heard, twice('b'));
  });

  test(`task/listeners: a function taken off and added again comes last`, async () => {
    const heard = await told((task, note) => {
      const [a, b] = [note('a'), note('b')];
      for (const listener of [a, b]) task[on](listener);
      task[off](a);
      task[on](a);
    });
    assert.is(heard, twice('b a'));
  });

  for (const args of [[], [undefined], [null], ['x'], [{}]]) {
    test(`task/listeners: ${off}(${args.map(arg => JSON.stringify(arg)).join()}) removes all`, async () => {
      const heard = await told((task, note) => {
        task[on](note('a'));
        task[on](note('b'));
        listen(task, off, ...args);
      });
      assert.is(heard, '');
    });
  }

  test(`task/listeners: who comes after ${off}() is alone`, async () => {
    const heard = await told((task, note) => {
      task[on](note('a'));
      task[off]();
      task[on](note('b'));
    });
    assert.is(heard, twice('b'));
  });

  for (const listener of [undefined, null, 'x', {}, 5]) {
    test(`task/listeners: ${on}(${String(listener)}) is one console error, and ignored`, async () => {
      let heard = '';
      const written = await consoleOf(async () => {
        heard = await told((task, note) => {
          listen(task, on, listener);
          task[on](note('a'));
        });
      });
      assert.equal(written, [['error', `wx.request: ${on} needs a function`]]);
      assert.is(heard, twice('a'));
    });
  }

  test(`task/listeners: ${on}: no replay for those who come late; ${off} works any time`, async () => {
    const heard: string[] = [];
    const request = createRequest(serving(() => ({ body: 'x' })).adapter);
    const late = (): unknown => heard.push('late');
    const task = request({
      url: 'https://h/p',
      success: () => task[on](late),
      complete() {
        task[off](late);
        task[off]();
        heard.push('complete');
      },
    });
    await settled();
    task[on](late);
    task[off](late);
    await settled();
    assert.equal(heard, ['complete']);
  });
}

test('task/listeners: what a listener changes counts from the next event', async () => {
  const heard: string[] = [];
  const task = createRequest(serving(() => ({ body: ['1', '2', '3'].map(bytes) })).adapter)({
    url: 'https://h/p',
  });
  const chunk = (res: ChunkReceivedResult): string => text(res.data);
  const second = (res: ChunkReceivedResult): void => void heard.push(`second ${chunk(res)}`);
  const added = (res: ChunkReceivedResult): void => void heard.push(`added ${chunk(res)}`);
  const first = (res: ChunkReceivedResult): void => {
    heard.push(`first ${chunk(res)}`);
    task.offChunkReceived(second);
    task.offChunkReceived(first);
    task.onChunkReceived(added);
  };
  task.onChunkReceived(first);
  task.onChunkReceived(second);
  await settled();
  assert.equal(heard, ['first 1', 'second 1', 'added 2', 'added 3']);
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

test('task/abort: before it is sent: nothing is ever sent; fail and complete come in a later turn', async () => {
  const { adapter, hands } = byHand();
  const { task, told, names } = recorded(createRequest(adapter));
  task.abort();
  task.abort();
  assert.equal(told, []);
  await settled();
  assert.equal([hands.length, names(), told[0]?.[1]], [0, 'fail complete', abort]);
  assert.is(told[0]?.[1], told[1]?.[1]);
});

test('task/abort: inside each callback, and after the end', async () => {
  for (const [where, expected] of [
    ['headersReceived', 'headersReceived fail complete'],
    ['chunkReceived', 'headersReceived chunkReceived fail complete'],
    ['success', 'headersReceived chunkReceived chunkReceived success complete'],
    ['complete', 'headersReceived chunkReceived chunkReceived success complete'],
  ]) {
    const heard: string[] = [];
    let during = '';
    const note = (name: string) => (): void => {
      heard.push(name);
      if (name !== where) return;
      task.abort();
      task.abort();
      during = heard.join(' ');
    };
    const { adapter } = serving(() => ({ body: [bytes('1'), bytes('2')] }));
    const callbacks = { success: note('success'), fail: note('fail'), complete: note('complete') };
    const task = createRequest(adapter)({ url: 'https://h/p', ...callbacks });
    task.onHeadersReceived(note('headersReceived'));
    task.onChunkReceived(note('chunkReceived'));
    await settled();
    task.abort();
    await settled();
    assert.is(heard.join(' '), expected);
    assert.ok(during.endsWith(where ?? ''), 'abort() tells nobody anything itself');
  }
});

test('task/abort: once a listener has aborted, those behind it hear nothing', async () => {
  const heard: string[] = [];
  const task = createRequest(serving(() => ({ body: 'x' })).adapter)({ url: 'https://h/p' });
  task.onHeadersReceived(() => void heard.push('first'));
  task.onHeadersReceived(() => {
    heard.push('second');
    task.abort();
  });
  task.onHeadersReceived(() => void heard.push('third'));
  await settled();
  assert.equal(heard, ['first', 'second']);
});

test('task/abort: a listener of the head that aborts: the adapter is told that nobody wants the body', async () => {
  const { adapter, hands } = byHand();
  const { task } = recorded(createRequest(adapter));
  task.onHeadersReceived(() => task.abort());
  await settled();
  assert.is(hands[0]?.sink.head({ status: 200, headers: [] }), 'discard');
});

test('task/abort: what the engine calls its error makes no abort, and no timeout', async () => {
  const foreign = [
    new DOMException('aborted', 'AbortError'),
    Object.assign(new Error('x'), { kind: 'abort' }),
    { kind: 'timeout' },
    { kind: 'interrupted' },
  ];
  for (const error of foreign) {
    const { told } = await run({ error });
    assert.equal(told[0], ['fail', { errMsg: 'request:fail network error', errno: 600000 }]);
    assert.is((told[0]?.[1] as { cause: unknown }).cause, error);
  }
});

test('task/queue: at most maxConcurrent at a time, in order; every ending frees a slot', async () => {
  const { adapter, hands } = byHand();
  const request = createRequest(adapter, { maxConcurrent: 2 });
  const calls = Array.from({ length: 9 }, (_, n) => recorded(request, { url: `https://h/${n}` }));
  const ends: ((n: number) => unknown)[] = [
    n => (hands[n]?.sink.head({ status: 200, headers: [] }), hands[n]?.end()),
    n => hands[n]?.fail(new Error('x')),
    n => calls[n]?.task.abort(),
    n => hands[n]?.end(),
    n => hands[n]?.sink.head({ status: 302, headers: [['location', 'ftp://x']] }),
  ];
  for (const [n, end] of ends.entries()) {
    await settled();
    assert.equal(
      hands.map(({ wire }) => wire.url),
      calls.slice(0, n + 2).map((_, at) => `https://h/${at}`),
    );
    end(n);
  }
  await settled();
  assert.equal(
    calls.map(({ names }) => names().replace('headersReceived ', '')),
    [
      ...['success complete', 'fail complete', 'fail complete', 'fail complete', 'fail complete'],
      ...['', '', '', ''],
    ],
  );
  calls[8]?.task.abort();
  calls[7]?.task.abort();
  request.interrupt();
  await settled();
  assert.is(hands.length, 7, 'those that were aborted or interrupted while they waited were never sent');
});

test("task/queue: the adapter's default, the host's before it, else no limit", async () => {
  for (const [maxConcurrent, host, expected] of [
    [undefined, {}, 30],
    [10, {}, 10],
    [10, { maxConcurrent: 3 }, 3],
    [10, { maxConcurrent: Infinity }, 30],
  ] as const) {
    const defaults = maxConcurrent === undefined ? {} : { maxConcurrent };
    const { adapter, hands } = byHand({ defaults });
    const request = createRequest(adapter, host);
    for (let n = 0; n < 30; n += 1) recorded(request);
    await settled();
    assert.is(hands.length, expected);
    request.interrupt();
    await settled();
  }
});

test('task/interrupt: fails what is in flight and queued, in order; later requests run', async () => {
  const { adapter, hands } = byHand();
  const request = createRequest(adapter, { maxConcurrent: 2 });
  const failed: [url: number, result: object][] = [];
  const calls = [0, 1, 2, 3].map(n =>
    request({ url: `https://h/${n}`, fail: result => void failed.push([n, result]) }),
  );
  await settled();
  hands[1]?.sink.head({ status: 200, headers: [] });
  const { interrupt } = request;
  interrupt();
  calls[2]?.abort();
  assert.equal(failed, [], 'in a later turn');
  await settled();
  assert.equal(
    failed,
    [0, 1, 2, 3].map(n => [n, interrupted] as const),
  );
  assert.equal(
    hands.map(({ cancels }) => cancels),
    [1, 1],
  );

  interrupt();
  const later = recorded(request);
  await settled();
  hands[2]?.sink.head({ status: 200, headers: [] });
  hands[2]?.end();
  await settled();
  assert.is(later.names(), 'headersReceived success complete');
});

test.run();
