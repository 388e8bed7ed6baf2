import type { Case } from '../case.ts';
import type { Step } from '../script.ts';
import { chunks, host, queue } from '../needs.ts';

const stall: readonly Step[] = [{ head: 200 }, { send: { text: 'ab' } }, { stop: 'stall' }];
const silent: readonly Step[] = [{ stop: 'stall' }];
const inFlight = "then `fail { errMsg: 'request:fail abort' }` (no errno) and `complete` in a later turn";
const timeoutWords = '`request:fail timeout`, errno 5.';

/** SPEC §4: abort, timeout, queue. */
export const taskEndings: readonly Case[] = [
  {
    id: 'task/abort/in-flight',
    source: 'T',
    quote: inFlight,
    run: async t => {
      const call = t.call({ url: t.play(silent) });
      await t.seen(1);
      call.task.abort();
      t.equal(call.names(), [], 'what had fired when abort() returned');
      const err = await t.failed(call);
      t.equal({ ...err }, { errMsg: 'request:fail abort' }, 'what fail() was told');
      await t.left();
    },
  },
  {
    id: 'task/abort/nothing-fires-after',
    source: 'D',
    quote: 'after `abort()` returns nothing else fires',
    needs: [chunks],
    run: async t => {
      const call = t.listen({ url: t.play(stall) });
      await call.when('chunkReceived');
      call.task.abort();
      await t.failed(call);
      await t.fence();
      t.equal(call.names(), ['headersReceived', 'chunkReceived', 'fail', 'complete'], 'the events');
    },
  },
  {
    id: 'task/abort/after-the-end-or-again',
    source: 'O',
    quote: 'After the end, or again: nothing.',
    run: async t => {
      const call = t.call({ url: t.url() });
      await t.succeeded(call);
      call.task.abort();
      call.task.abort();
      await t.fence();
      t.equal(call.names(), ['success', 'complete'], 'the events');
    },
  },
  {
    id: 'task/abort/queued-is-never-sent',
    source: 'O',
    quote: 'Queued: the same, nothing is ever sent.',
    needs: [host, queue],
    run: async t => {
      const request = t.host({ maxConcurrent: 1 });
      const first = request({ url: t.play([{ wait: 'go' }, { head: 200 }]) });
      const second = request({ url: t.url('/second') });
      second.task.abort();
      t.equal({ ...(await t.failed(second)) }, { errMsg: 'request:fail abort' }, 'what fail() was told');
      await t.go('go');
      await t.succeeded(first);
      await t.fence();
      t.equal((await t.seen()).length, 1, 'the number of requests that reached the server');
    },
  },
  ...[silent, stall].map((steps, i): Case => ({
    id: `task/timeout/${i === 0 ? 'before-the-head' : 'in-the-body'}`,
    source: 'T',
    quote: timeoutWords,
    run: async t => {
      t.failsWith(await t.fail({ url: t.play(steps), timeout: 60 }), 'request:fail timeout', 5);
      await t.left();
    },
  })),
  {
    id: 'task/timeout/host-default-and-cap',
    source: 'D',
    quote: 'Not a number, 0, negative, NaN → host `timeout`, default 60000',
    needs: [host],
    run: async t => {
      for (const timeout of [0, -1, NaN, '9']) {
        t.failsWith(
          await t.fail({ url: t.play(silent), timeout }, { timeout: 40 }),
          'request:fail timeout',
          5,
        );
      }
      t.failsWith(
        await t.fail({ url: t.play(silent), timeout: 9000 }, { maxTimeout: 40 }),
        'request:fail timeout',
        5,
      );
    },
  },
  {
    id: 'task/queue/the-rest-wait-in-order',
    source: 'W',
    quote: 'The rest wait in order; every ending frees a slot.',
    needs: [host, queue],
    run: async t => {
      const request = t.host({ maxConcurrent: 1 });
      const first = request({ url: t.play([{ stop: 'stall' }]) });
      const rest = ['/b', '/c', '/d'].map(path => request({ url: t.url(path) }));
      await t.seen(1);
      first.task.abort();
      for (const call of rest) await t.succeeded(call);
      t.equal(
        (await t.seen()).slice(1).map(one => one.target),
        ['/b', '/c', '/d'],
        'the order at the server',
      );
    },
  },
];
