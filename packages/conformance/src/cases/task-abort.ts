import type { Case } from '../case.ts';
import type { Call } from '../call.ts';
import type { Step } from '../script.ts';
import type { Tools } from '../tools.ts';
import { chunks, hops } from '../needs.ts';

const inFlight =
  "In flight, connecting included: the exchange is cancelled, the connection closed, then `fail { errMsg: 'request:fail abort' }` (no errno) and `complete` in a later turn; after `abort()` returns nothing else fires.";
const words = { errMsg: 'request:fail abort' };

const silent: readonly Step[] = [{ stop: 'stall' }];
const begun: readonly Step[] = [{ head: 200 }, { send: { text: 'ab' } }, { stop: 'stall' }];
const two: readonly Step[] = [
  { head: 200 },
  { send: { text: 'a' } },
  { wait: 'go' },
  { send: { text: 'b' } },
];

async function aborted(t: Tools, call: Call): Promise<void> {
  t.equal({ ...(await t.failed(call)) }, words, 'what fail() was told');
}

const flying: readonly Case[] = [
  {
    id: 'task/abort/before-the-head',
    source: 'T',
    quote: inFlight,
    run: async t => {
      const call = t.listen({ url: t.play(silent) });
      await t.seen(1);
      call.task.abort();
      await aborted(t, call);
      t.equal(call.names(), ['fail', 'complete'], 'the events');
    },
  },
  {
    id: 'task/abort/at-once',
    source: 'T',
    quote: inFlight,
    run: async t => {
      const call = t.listen({ url: t.url() });
      call.task.abort();
      await aborted(t, call);
      await t.fence();
      t.equal(call.names(), ['fail', 'complete'], 'the events');
    },
  },
  {
    id: 'task/abort/while-connecting',
    source: 'T',
    quote: inFlight,
    run: async t => {
      const call = t.listen({ url: t.play(silent) });
      await new Promise<void>(resolve => {
        setTimeout(resolve, 0);
      });
      call.task.abort();
      await aborted(t, call);
      await t.fence();
      t.equal(call.names(), ['fail', 'complete'], 'the events');
    },
  },
  {
    id: 'task/abort/in-a-later-turn',
    source: 'D',
    quote: inFlight,
    run: async t => {
      const call = t.call({ url: t.play(silent) });
      await t.seen(1);
      call.task.abort();
      t.equal(call.names(), [], 'what had fired when abort() returned');
      await aborted(t, call);
    },
  },
  {
    id: 'task/abort/in-the-body',
    source: 'T',
    quote: inFlight,
    needs: [chunks],
    run: async t => {
      const call = t.listen({ url: t.play(begun) });
      await call.when('chunkReceived');
      call.task.abort();
      await aborted(t, call);
    },
  },
  ...[silent, begun].map((steps, i): Case => ({
    id: `task/abort/closes-the-connection-${i === 0 ? 'before-the-head' : 'in-the-body'}`,
    source: 'O',
    quote: inFlight,
    needs: i === 0 ? [] : [chunks],
    run: async t => {
      const call = t.listen({ url: t.play(steps) });
      if (i === 0) await t.seen(1);
      else await call.when('chunkReceived');
      call.task.abort();
      await t.left();
    },
  })),
  {
    id: 'task/abort/nothing-else-fires',
    source: 'D',
    quote: inFlight,
    needs: [chunks],
    run: async t => {
      const call = t.listen({ url: t.play(two) });
      await call.when('chunkReceived');
      call.task.abort();
      await t.go('go');
      await t.failed(call);
      await t.fence();
      t.equal(call.names(), ['headersReceived', 'chunkReceived', 'fail', 'complete'], 'the events');
    },
  },
  {
    id: 'task/abort/the-second-hop',
    source: 'D',
    quote: inFlight,
    needs: [hops],
    run: async t => {
      const call = t.call({ url: t.redirect(302, t.play(silent)) });
      await t.seen(2);
      call.task.abort();
      await aborted(t, call);
      await t.left(1);
    },
  },
  {
    id: 'task/abort/no-other-request',
    source: 'D',
    quote: inFlight,
    run: async t => {
      const url = t.play([{ wait: 'go' }, { head: 200 }, { send: { text: 'a' } }]);
      const [one, other] = [t.call({ url }), t.call({ url })];
      await t.seen(2);
      one.task.abort();
      await aborted(t, one);
      await t.go('go');
      await t.go('go');
      t.equal((await t.succeeded(other)).data, 'a', 'data of the other request');
    },
  },
];

/** SPEC §4: abort in flight. */
export const taskAbort: readonly Case[] = flying;
