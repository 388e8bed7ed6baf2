import * as assert from 'uvu/assert';
import { suite } from '../../../scripts/testing/suite.ts';
import type { Host } from '../src/host.ts';
import { createRequest } from '../src/request.ts';
import { byHand, bytes } from './support/adapters.ts';
import { recorded, settled } from './support/calls.ts';
import { fakeTime } from './support/fake-time.ts';

const failed = { errMsg: 'request:fail timeout', errno: 5 };
const head = { status: 200, headers: [] };

/** A call under time of our own, to an adapter that does nothing by itself. */
async function underTime(
  run: (made: ReturnType<typeof scene> & { time: ReturnType<typeof fakeTime> }) => Promise<void>,
  options: object = {},
  host: Host = {},
): Promise<void> {
  const time = fakeTime();
  try {
    const made = scene(options, host);
    await time.pass(0);
    await run({ ...made, time });
  } finally {
    time.restore();
  }
}

function scene(options: object, host: Host) {
  const { adapter, hands } = byHand();
  const request = createRequest(adapter, host);
  return { request, hands, call: recorded(request, options) };
}

const test = suite('core: timeouts');

for (const [what, options, host, ms] of [
  ['60 s where nobody says', {}, {}, 60000],
  ["the host's", {}, { timeout: 500 }, 500],
  ["the request's before the host's", { timeout: 700 }, { timeout: 500 }, 700],
  ['a fraction', { timeout: 0.5 }, {}, 0.5],
  ['no number', { timeout: '700' }, { timeout: 500 }, 500],
  ['null', { timeout: null }, {}, 60000],
  ['0', { timeout: 0 }, { timeout: 500 }, 500],
  ['negative', { timeout: -1 }, { timeout: 500 }, 500],
  ['NaN', { timeout: NaN }, { timeout: 500 }, 500],
  ['beyond what timers count', { timeout: 2147483648 }, {}, 2147483647],
  ['for ever', { timeout: Infinity }, { timeout: 500 }, 2147483647],
  ['for ever, by the host', {}, { timeout: Infinity }, 2147483647],
  ["capped by the host's maxTimeout", { timeout: 9000 }, { maxTimeout: 800 }, 800],
  ['below maxTimeout', { timeout: 700 }, { maxTimeout: 800 }, 700],
  ["the host's own, capped", {}, { timeout: 900, maxTimeout: 800 }, 800],
  ['maxTimeout beyond what timers count', { timeout: Infinity }, { maxTimeout: Infinity }, 2147483647],
] as const) {
  test(`task/timeout: ${what}`, async () => {
    await underTime(
      async ({ time, call, hands }) => {
        assert.equal(time.running(), [ms]);
        await time.pass(ms - 0.1);
        assert.equal([call.told, hands[0]?.cancels], [[], 0]);
        await time.pass(0.1);
        assert.equal(call.told, [
          ['fail', failed],
          ['complete', failed],
        ]);
        assert.equal([hands[0]?.cancels, time.running()], [1, []]);
      },
      options,
      host,
    );
  });
}

test('task/timeout: to the last byte: a head and chunks do not stop the clock', async () => {
  for (const enableChunked of [undefined, false]) {
    await underTime(
      async ({ time, call, hands: [hand] }) => {
        await time.pass(99);
        hand?.sink.head(head);
        hand?.sink.chunk(bytes('x'));
        assert.not.ok(call.names().includes('complete'));
        await time.pass(1);
        assert.equal(call.told.at(-1)?.[1], failed);
      },
      { timeout: 100, enableChunked },
    );
  }
});

test('task/timeout: with enableChunked the clock restarts at the head and at each chunk', async () => {
  await underTime(
    async ({ time, call, hands: [hand] }) => {
      await time.pass(99);
      hand?.sink.head(head);
      for (let i = 0; i < 5; i += 1) {
        await time.pass(99);
        hand?.sink.chunk(bytes('x'));
        hand?.sink.chunk(new Uint8Array(0));
      }
      assert.equal(time.running(), [100]);
      await time.pass(99);
      hand?.sink.chunk(new Uint8Array(0));
      await time.pass(1);
      assert.is(call.names(), `headersReceived${' chunkReceived'.repeat(5)} fail complete`);
      assert.equal(call.told.at(-1)?.[1], failed);
    },
    { timeout: 100, enableChunked: true },
  );
});

test('task/timeout: over all redirects', async () => {
  for (const enableChunked of [undefined, true]) {
    await underTime(
      async ({ time, call, hands }) => {
        for (let hop = 0; hop < 3; hop += 1) {
          await time.pass(33);
          hands[hop]?.sink.head({ status: 302, headers: [['location', '/next']] });
        }
        await time.pass(1);
        assert.equal(call.told.at(-1)?.[1], failed);
        assert.equal(
          hands.map(({ cancels }) => cancels),
          [0, 0, 0, 1],
        );
      },
      { timeout: 100, enableChunked },
    );
  }
});

test('task/timeout: from leaving the queue', async () => {
  await underTime(
    async ({ time, call, hands, request }) => {
      const waiting = recorded(request, { timeout: 100 });
      await time.pass(100);
      assert.is(call.names(), 'fail complete');
      await time.pass(99);
      assert.equal([waiting.told, hands.length], [[], 2]);
      await time.pass(1);
      assert.is(waiting.names(), 'fail complete');
    },
    { timeout: 100 },
    { maxConcurrent: 1 },
  );
});

test('task/timeout: every ending stops the clock', async () => {
  for (const end of ['end', 'fail', 'abort', 'interrupt']) {
    await underTime(async ({ time, call, hands: [hand], request }) => {
      hand?.sink.head(head);
      if (end === 'end') hand?.end();
      else if (end === 'fail') hand?.fail(new Error('x'));
      else if (end === 'abort') call.task.abort();
      else request.interrupt();
      await time.pass(0);
      assert.equal(time.running(), []);
      const before = call.names();
      await time.pass(100_000);
      assert.is(call.names(), before);
    });
  }
});

test('task/timeout: no timer keeps the process alive', async () => {
  const before = process.getActiveResourcesInfo().filter(name => name === 'Timeout').length;
  const { adapter, hands } = byHand();
  const { task } = recorded(createRequest(adapter), { timeout: 5000 });
  await settled();
  assert.is(hands.length, 1);
  assert.is(process.getActiveResourcesInfo().filter(name => name === 'Timeout').length, before);
  task.abort();
});

test('timers are looked up when they are used', async () => {
  const { adapter } = byHand();
  const request = createRequest(adapter);
  const time = fakeTime();
  try {
    recorded(request, { timeout: 123 });
    await time.pass(0);
    assert.equal(time.running(), [123]);
    await time.pass(123);
  } finally {
    time.restore();
  }
});

test.run();
