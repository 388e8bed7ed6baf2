import * as assert from 'uvu/assert';
import { suite } from '../../../scripts/testing/suite.ts';
import { createRequest } from '../src/request.ts';
import { byHand } from './support/adapters.ts';
import { recorded, settled } from './support/calls.ts';

const interrupted = { errMsg: 'request:fail interrupted', errno: 600003 };

const test = suite('core: the queue');

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
