import type { Case } from '../case.ts';
import type { Step } from '../script.ts';
import { host, queue } from '../needs.ts';

const interrupted =
  '`request.interrupt()` fails what is in flight and queued with `request:fail interrupted`, 600003, as a phone does 5 s after going to the background; later requests run.';
const words = 'request:fail interrupted';
const silent: readonly Step[] = [{ stop: 'stall' }];

/** SPEC §4: interrupt. */
export const taskInterrupt: readonly Case[] = [
  {
    id: 'task/interrupt/in-flight',
    source: 'W',
    quote: interrupted,
    needs: [host],
    run: async t => {
      const request = t.host({});
      const calls = [request({ url: t.play(silent) }), request({ url: t.play(silent) })];
      await t.seen(2);
      request.interrupt();
      t.equal(
        calls.map(call => call.names()),
        [[], []],
        'what had fired when interrupt() returned',
      );
      for (const call of calls) t.failsWith(await t.failed(call), words, 600003);
      await t.left(0);
      await t.left(1);
    },
  },
  {
    id: 'task/interrupt/queued-is-never-sent',
    source: 'W',
    quote: interrupted,
    needs: [host, queue],
    run: async t => {
      const request = t.host({ maxConcurrent: 1 });
      const calls = [request({ url: t.play(silent) }), request({ url: t.url('/second') })];
      await t.seen(1);
      request.interrupt();
      for (const call of calls) t.failsWith(await t.failed(call), words, 600003);
      await t.fence();
      t.equal((await t.seen()).length, 1, 'the number of requests that reached the server');
    },
  },
  {
    id: 'task/interrupt/later-requests-run',
    source: 'W',
    quote: interrupted,
    needs: [host],
    run: async t => {
      const request = t.host({});
      const first = request({ url: t.play(silent) });
      await t.seen(1);
      request.interrupt();
      await t.succeeded(request({ url: t.url() }));
      await t.failed(first);
    },
  },
  {
    id: 'task/interrupt/what-has-ended-is-left-alone',
    source: 'D',
    quote: interrupted,
    needs: [host],
    run: async t => {
      const request = t.host({});
      const call = request({ url: t.respond({ body: 'a' }) });
      await t.succeeded(call);
      request.interrupt();
      await t.fence();
      t.equal(call.names(), ['headersReceived', 'chunkReceived', 'success', 'complete'], 'the events');
    },
  },
  {
    id: 'task/interrupt/only-its-own-requests',
    source: 'D',
    quote: interrupted,
    needs: [host],
    run: async t => {
      const call = t.call({ url: t.play([{ wait: 'go' }, { head: 200 }]) });
      await t.seen(1);
      t.host({}).interrupt();
      await t.go('go');
      await t.succeeded(call);
    },
  },
];
