import type { Case } from '../case.ts';
import type { Call } from '../call.ts';
import type { Step } from '../script.ts';
import type { Tools } from '../tools.ts';
import { host, queue } from '../needs.ts';

const again = 'After the end, or again: nothing.';
const safe = 'Safe from inside any callback.';
const words = { errMsg: 'request:fail abort' };
const silent: readonly Step[] = [{ stop: 'stall' }];

async function aborted(t: Tools, call: Call): Promise<void> {
  t.equal({ ...(await t.failed(call)) }, words, 'what fail() was told');
}

const ended: readonly Case[] = [
  {
    id: 'task/abort/after-success',
    source: 'O',
    quote: again,
    run: async t => {
      const call = t.call({ url: t.url() });
      await t.succeeded(call);
      call.task.abort();
      await t.fence();
      t.equal(call.names(), ['success', 'complete'], 'the events');
    },
  },
  {
    id: 'task/abort/after-fail',
    source: 'O',
    quote: again,
    run: async t => {
      const call = t.call({ url: t.url('/', t.server.refused) });
      await t.failed(call);
      call.task.abort();
      await t.fence();
      t.equal(call.names(), ['fail', 'complete'], 'the events');
    },
  },
  {
    id: 'task/abort/again',
    source: 'O',
    quote: again,
    run: async t => {
      const call = t.call({ url: t.play(silent) });
      call.task.abort();
      call.task.abort();
      await aborted(t, call);
      call.task.abort();
      await t.fence();
      t.equal(call.names(), ['fail', 'complete'], 'the events');
    },
  },
];

/** Aborts in the very moment of this event, and says what comes of it. */
function fromInside(
  event: 'headersReceived' | 'chunkReceived' | 'success' | 'complete',
  expected: string[],
): Case {
  return {
    id: `task/abort/inside-${event.toLowerCase()}`,
    source: 'D',
    quote: safe,
    run: async t => {
      const call: Call = t.listen({
        url: t.respond({ body: 'ab' }),
        [event]: () => {
          call.task.abort();
        },
      });
      await call.when('complete');
      await t.fence();
      t.equal(call.names(), expected, 'the events');
    },
  };
}

const whole = ['headersReceived', 'chunkReceived', 'success', 'complete'];

const inside: readonly Case[] = [
  fromInside('headersReceived', ['headersReceived', 'fail', 'complete']),
  fromInside('chunkReceived', ['headersReceived', 'chunkReceived', 'fail', 'complete']),
  fromInside('success', whole),
  fromInside('complete', whole),
  {
    id: 'task/abort/inside-another-requests-callback',
    source: 'D',
    quote: safe,
    run: async t => {
      const second = t.call({ url: t.play(silent) });
      await t.seen(1);
      const complete = (): void => {
        second.task.abort();
      };
      await t.succeeded(t.call({ url: t.url(), complete }));
      await aborted(t, second);
    },
  },
];

const waiting: readonly Case[] = [
  {
    id: 'task/abort/queued-is-never-sent',
    source: 'O',
    quote: 'Queued: the same, nothing is ever sent.',
    needs: [host, queue],
    run: async t => {
      const request = t.host({ maxConcurrent: 1 });
      const first = request({ url: t.play([{ wait: 'go' }, { head: 200 }]) });
      const second = request({ url: t.url('/second') });
      await t.seen(1);
      second.task.abort();
      t.equal(second.names(), [], 'what had fired when abort() returned');
      await aborted(t, second);
      await t.go('go');
      await t.succeeded(first);
      await t.fence();
      t.equal((await t.seen()).length, 1, 'the number of requests that reached the server');
    },
  },
];

/** SPEC §4: abort after the end, from inside callbacks, and in the queue. */
export const taskAbortLate: readonly Case[] = [...ended, ...inside, ...waiting];
