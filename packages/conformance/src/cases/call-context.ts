import type { Case } from '../case.ts';
import { asyncContext, host, queue } from '../needs.ts';

const context: readonly Case[] = [
  {
    id: 'call/async-context/callbacks-and-listeners',
    source: 'D',
    quote: 'callbacks and listeners run in that of the `request()` call',
    needs: [asyncContext],
    run: async t => {
      const stores: (string | undefined)[] = [];
      const note = (): void => void stores.push(t.asyncContext?.getStore());
      const call = t.asyncContext?.run('mine', () => {
        const made = t.call({ url: t.url(), success: note, complete: note });
        made.task.onHeadersReceived(note);
        made.task.onChunkReceived(note);
        return made;
      });
      if (call !== undefined) await t.succeeded(call);
      t.equal([...new Set(stores)], ['mine'], 'the contexts of callbacks and listeners');
    },
  },
  {
    id: 'call/async-context/queued',
    source: 'D',
    quote: 'also when the request was queued, redirected, aborted or timed out from another',
    needs: [asyncContext, host],
    run: async t => {
      const request = t.host({ maxConcurrent: 1 });
      const first = t.asyncContext?.run('first', () => request({ url: t.url() }));
      let store: string | undefined;
      const complete = (): void => void (store = t.asyncContext?.getStore());
      const second = t.asyncContext?.run('second', () => request({ url: t.url(), complete }));
      if (first !== undefined) await t.succeeded(first);
      if (second !== undefined) await t.succeeded(second);
      t.equal(store, 'second', 'the context of the queued request');
    },
  },
];

const hostCallbacks: readonly Case[] = [
  {
    id: 'call/throwing-callback/goes-to-the-host-and-stops-nothing',
    source: 'D',
    quote: 'An exception in a callback or listener, also a non-Error, goes to host `onCallbackError(error)`',
    needs: [host],
    run: async t => {
      const told: unknown[] = [];
      const thrower = (what: string) => () => {
        // eslint-disable-next-line @typescript-eslint/only-throw-error -- the rule is about such throws too
        throw what;
      };
      const call = t.call(
        { url: t.url(), success: thrower('success'), complete: thrower('complete') },
        { onCallbackError: (error: unknown) => told.push(error) },
      );
      await call.when('complete');
      await t.fence();
      t.equal(told, ['success', 'complete'], 'what onCallbackError was told');
    },
  },
  {
    id: 'call/throwing-callback/a-throwing-host-is-caught',
    source: 'D',
    quote: 'A throwing `onCallbackError` is caught.',
    needs: [host],
    run: async t => {
      const thrower = (): never => {
        throw new Error('no');
      };
      const request = t.host({ onCallbackError: thrower });
      await t.succeeded(request({ url: t.url(), success: thrower }));
      await t.succeeded(request({ url: t.url() }));
    },
  },
  {
    id: 'call/throwing-callback/the-queue-goes-on',
    source: 'D',
    quote: 'It stops nothing: not `complete`, not other listeners, not the queue.',
    needs: [host, queue],
    run: async t => {
      const thrower = (): never => {
        throw new Error('no');
      };
      const request = t.host({ maxConcurrent: 1, onCallbackError: () => undefined });
      const first = request({ url: t.url(), success: thrower, complete: thrower });
      const second = request({ url: t.url() });
      await t.succeeded(first);
      await t.succeeded(second);
    },
  },
];

/** SPEC §1: where callbacks run, and what becomes of what they throw. */
export const callContext: readonly Case[] = [...context, ...hostCallbacks];
