import type { Case } from '../case.ts';
import type { Call } from '../call.ts';
import type { Tools } from '../tools.ts';
import { asyncContext, host, queue } from '../needs.ts';

const inTheCallers = 'callbacks and listeners run in that of the `request()` call';
const fromAnother = 'also when the request was queued, redirected, aborted or timed out from another';

/** Runs this in an async context of this name. */
function within<R>(t: Tools, name: string, run: () => R): R {
  if (t.asyncContext === undefined) throw new TypeError('this case must say that it needs async context');
  return t.asyncContext.run(name, run);
}

/** Notes the async context of whatever calls it. */
function noter(t: Tools): { readonly stores: unknown[]; readonly note: () => void } {
  const stores: unknown[] = [];
  return { stores, note: () => void stores.push(t.asyncContext?.getStore()) };
}

/** A case whose `complete` has to run in the context `mine`, whatever `act` does from elsewhere. */
function keeps(
  id: string,
  quote: string,
  start: (t: Tools, complete: () => void) => Call,
  act: (t: Tools, call: Call) => void = () => undefined,
): Case {
  return {
    id: `call/async-context/${id}`,
    source: 'D',
    quote,
    needs: [asyncContext],
    run: async t => {
      const { stores, note } = noter(t);
      const call = within(t, 'mine', () => start(t, note));
      within(t, 'another', () => {
        act(t, call);
      });
      await call.when('complete');
      t.equal(stores, ['mine'], 'the context of complete');
    },
  };
}

/** SPEC §1: the async context in which callbacks run. */
export const callContext: readonly Case[] = [
  {
    id: 'call/async-context/callbacks-and-listeners',
    source: 'D',
    quote: inTheCallers,
    needs: [asyncContext],
    run: async t => {
      const { stores, note } = noter(t);
      const call = within(t, 'mine', () => {
        const made = t.call({ url: t.url(), success: note, complete: note });
        made.task.onHeadersReceived(note);
        made.task.onChunkReceived(note);
        return made;
      });
      await t.succeeded(call);
      t.equal([...new Set(stores)], ['mine'], 'the contexts of callbacks and listeners');
    },
  },
  {
    id: 'call/async-context/three-users-at-once',
    source: 'D',
    quote: inTheCallers,
    needs: [asyncContext],
    run: async t => {
      const users = ['ann', 'bob', 'cem'].map(name => {
        const { stores, note } = noter(t);
        const url = t.play([{ wait: 'all' }, { head: 200 }]);
        const call = within(t, name, () => t.call({ url, success: note, complete: note }));
        return { name, stores, call };
      });
      await t.seen(3);
      await Promise.all(users.map(() => t.go('all')));
      for (const { name, stores, call } of users) {
        await t.succeeded(call);
        t.equal(stores, [name, name], `the contexts of ${name}'s callbacks`);
      }
    },
  },
  keeps('a-failure-found-at-the-call', inTheCallers, (t, complete) => t.call({ url: 'http://', complete })),
  keeps('no-connection', inTheCallers, (t, complete) =>
    t.call({ url: t.url('/', t.server.refused), complete }),
  ),
  keeps('redirected', fromAnother, (t, complete) => t.call({ url: t.url('/hops/302/2'), complete })),
  keeps('timed-out', fromAnother, (t, complete) =>
    t.call({ url: t.play([{ stop: 'stall' }]), timeout: 20, complete }),
  ),
  keeps(
    'aborted-from-another',
    fromAnother,
    (t, complete) => t.call({ url: t.play([{ stop: 'stall' }]), complete }),
    (_, call) => {
      call.task.abort();
    },
  ),
  {
    id: 'call/async-context/queued',
    source: 'D',
    quote: fromAnother,
    needs: [asyncContext, host, queue],
    run: async t => {
      const request = t.host({ maxConcurrent: 1 });
      const first = within(t, 'first', () => request({ url: t.url() }));
      const { stores, note } = noter(t);
      const second = within(t, 'second', () => request({ url: t.url(), complete: note }));
      await t.succeeded(first);
      await t.succeeded(second);
      t.equal(stores, ['second'], 'the context of the queued request');
    },
  },
];
