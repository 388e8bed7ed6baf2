import type { Case } from '../case.ts';
import type { Step } from '../script.ts';
import type { Tools } from '../tools.ts';
import { host, not, queue } from '../needs.ts';

const most = 'Host `maxConcurrent`: 10 in pages as on phones, unlimited on servers and edge runtimes';
const rest = 'The rest wait in order; every ending frees a slot.';
const gated: readonly Step[] = [{ wait: 'go' }, { head: 200 }];

/** With one slot, taken by this request: when it has ended so, the next is sent. */
function frees(
  id: string,
  end: (t: Tools, first: ReturnType<ReturnType<Tools['host']>>) => Promise<unknown>,
  options: object = {},
  steps: readonly Step[] = gated,
): Case {
  return {
    id: `task/queue/${id}-frees-a-slot`,
    source: 'D',
    quote: rest,
    needs: [host, queue],
    run: async t => {
      const request = t.host({ maxConcurrent: 1 });
      const first = request({ url: t.play(steps), ...options });
      const second = request({ url: t.url('/second') });
      await t.seen(1);
      await end(t, first);
      await t.succeeded(second);
      t.equal((await t.seen())[1]?.target, '/second', 'the second request at the server');
    },
  };
}

const queued: readonly Case[] = [
  {
    id: 'task/queue/in-order',
    source: 'W',
    quote: rest,
    needs: [host, queue],
    run: async t => {
      const request = t.host({ maxConcurrent: 1 });
      const first = request({ url: t.play(gated) });
      const others = ['/b', '/c', '/d'].map(path => request({ url: t.url(path) }));
      await t.seen(1);
      await t.go('go');
      await t.succeeded(first);
      for (const call of others) await t.succeeded(call);
      const targets = (await t.seen()).slice(1).map(one => one.target);
      t.equal(targets, ['/b', '/c', '/d'], 'the order at the server');
    },
  },
  {
    id: 'task/queue/so-many-at-a-time',
    source: 'W',
    quote: most,
    needs: [host, queue],
    run: async t => {
      const request = t.host({ maxConcurrent: 2 });
      const calls = [1, 2, 3].map(() => request({ url: t.play(gated) }));
      await t.seen(2);
      await t.fence();
      t.equal((await t.seen()).length, 2, 'the number of requests at the server');
      await t.go('go');
      await t.seen(3);
      await t.go('go');
      await t.go('go');
      for (const call of calls) await t.succeeded(call);
    },
  },
  {
    id: 'task/queue/ten-at-a-time-unless-told-otherwise',
    source: 'W',
    quote: most,
    run: async t => {
      // Pages open six connections to an origin: the ten go to two.
      const calls = Array.from({ length: 10 }, (_, i) =>
        t.call({ url: t.play(gated, i < 5 ? t.server.http : t.server.other) }),
      );
      await t.seen(10);
      for (const call of calls) {
        await t.go('go');
        t.ok(
          call.events.length === 0 || call.names()[0] === 'success',
          'the events',
          'success or none',
          call.names(),
        );
      }
      for (const call of calls) await t.succeeded(call);
    },
  },
  {
    id: 'task/queue/each-request-function-has-its-own',
    source: 'D',
    quote: rest,
    needs: [host, queue],
    run: async t => {
      const [one, other] = [t.host({ maxConcurrent: 1 }), t.host({ maxConcurrent: 1 })];
      const first = one({ url: t.play(gated) });
      await t.seen(1);
      await t.succeeded(other({ url: t.url('/other') }));
      await t.go('go');
      await t.succeeded(first);
    },
  },
  frees('success', t => t.go('go')),
  frees('abort', async (_, first) => {
    first.task.abort();
    await first.when('complete');
  }),
  frees('timeout', (_, first) => first.when('complete'), { timeout: 200 }),
  // Cut behind the head: before it, an engine may send the request again by itself.
  frees('failure', t => t.go('go'), { method: 'POST' }, [
    { wait: 'go' },
    { head: 200, headers: [['content-length', '9']] },
    { send: { text: 'ab' } },
    { stop: 'cut' },
  ]),
  {
    id: 'task/queue/a-refusal-takes-no-slot',
    source: 'D',
    quote: rest,
    needs: [host, queue],
    run: async t => {
      const request = t.host({ maxConcurrent: 1 });
      for (let i = 0; i < 3; i++) await t.failed(request({ url: 'ftp://no.url' }));
      await t.succeeded(request({ url: t.url() }));
    },
  },
  {
    id: 'task/queue/refused-where-requests-may-not-wait',
    source: 'D',
    quote: 'edge runtimes refuse the option: their requests may not wait for each other',
    needs: [host, not(queue)],
    run: async t => {
      let thrown: unknown;
      try {
        t.host({ maxConcurrent: 1 });
      } catch (error) {
        thrown = error;
      }
      t.ok(
        thrown instanceof TypeError,
        'what createRequest({ maxConcurrent: 1 }) threw',
        'a TypeError',
        thrown,
      );
      await Promise.resolve();
    },
  },
];

/** SPEC §4: the queue. */
export const taskQueue: readonly Case[] = queued;
