import type { Case } from '../case.ts';
import type { Call } from '../call.ts';
import type { Step } from '../script.ts';
import type { Tools } from '../tools.ts';
import { chunks, host, queue } from '../needs.ts';
import { flatMap } from '../pairs.ts';
import { silent, times } from './timing.ts';

const whole = '`timeout` ms, from leaving the queue to the last byte, over all redirects.';
const live =
  'With `enableChunked: true` the clock restarts at the head and at each chunk: a live stream may last, a stalled one fails';
const words = '→ `request:fail timeout`, errno 5.';
const begun: readonly Step[] = [{ head: 200 }, { send: { text: 'ab' } }, { stop: 'stall' }];

function after(ms: number): Promise<void> {
  return new Promise(resolve => {
    setTimeout(resolve, ms);
  });
}

/** Opens the gate every so many ms until the request has ended: a server that is slow, but alive. */
async function drip(t: Tools, call: Call, ms: number, times: number): Promise<void> {
  for (let i = 0; i < times; i++) {
    await after(ms);
    if (call.events.some(one => one.name === 'complete')) return;
    await t.go('drop');
  }
}

const drop: readonly Step[] = [{ wait: 'drop' }, { send: { text: 'a' } }];
const drops = (count: number): readonly Step[] => flatMap(Array.from({ length: count }), () => drop);

/** Redirects so often, slowly. */
function slowHops(t: Tools, count: number): string {
  if (count === 0) return t.url('/end');
  return t.play([{ wait: 'drop' }, { head: 302, headers: [['location', slowHops(t, count - 1)]] }]);
}

const clock: readonly Case[] = [
  times('before-the-head', 'T', words, silent, { timeout: 60 }),
  times('in-the-body', 'T', words, begun, { timeout: 60 }),
  {
    id: 'task/timeout/closes-the-connection',
    source: 'D',
    quote: words,
    run: async t => {
      const call = t.call({ url: t.play(silent), timeout: 250 });
      await t.seen(1);
      t.failsWith(await t.failed(call), 'request:fail timeout', 5);
      await t.left();
    },
  },
  {
    id: 'task/timeout/to-the-last-byte',
    source: 'O',
    quote: whole,
    run: async t => {
      const call = t.call({ url: t.play([{ head: 200 }, ...drops(5)]), timeout: 200 });
      await drip(t, call, 70, 5);
      t.failsWith(await t.failed(call), 'request:fail timeout', 5);
    },
  },
  {
    id: 'task/timeout/over-all-redirects',
    source: 'D',
    quote: whole,
    run: async t => {
      const call = t.call({ url: slowHops(t, 5), timeout: 200 });
      await drip(t, call, 70, 5);
      t.failsWith(await t.failed(call), 'request:fail timeout', 5);
    },
  },
  {
    id: 'task/timeout/from-leaving-the-queue',
    source: 'D',
    quote: whole,
    needs: [host, queue],
    run: async t => {
      const request = t.host({ maxConcurrent: 1 });
      const first = request({ url: t.play([{ wait: 'go' }, { head: 200 }]) });
      const second = request({ url: t.url('/second'), timeout: 300 });
      await after(350);
      await t.go('go');
      await t.succeeded(first);
      await t.succeeded(second);
    },
  },
  {
    id: 'task/timeout/not-once-it-is-over',
    source: 'D',
    quote: whole,
    run: async t => {
      const call = t.listen({ url: t.url(), timeout: 300 });
      const names = ['headersReceived', 'chunkReceived', 'success', 'complete'];
      await t.succeeded(call);
      await t.fail({ url: t.play(silent), timeout: 300 });
      t.equal(call.names(), names, 'the events, when the clock would have rung');
    },
  },
];

const streams: readonly Case[] = [
  {
    id: 'task/timeout/a-live-stream-may-last',
    source: 'D',
    quote: live,
    needs: [chunks],
    run: async t => {
      const call = t.call({ url: t.play([{ head: 200 }, ...drops(3)]), timeout: 400, enableChunked: true });
      await drip(t, call, 150, 3);
      t.equal((await t.succeeded(call)).data, '', 'data');
    },
  },
  times('a-stalled-stream-fails', 'D', live, begun, { timeout: 60, enableChunked: true }),
  times('a-stream-without-a-head-fails', 'D', live, silent, { timeout: 60, enableChunked: true }),
  times('a-stream-that-is-only-a-head-fails', 'D', live, [{ head: 200 }, { stop: 'stall' }], {
    ...{ timeout: 60, enableChunked: true },
  }),
];

/** SPEC §4: the clock. */
export const taskTimeout: readonly Case[] = [...clock, ...streams];
