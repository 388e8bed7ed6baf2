import type { Case } from '../case.ts';
import { host, queue } from '../needs.ts';

const toTheHost =
  'An exception in a callback or listener, also a non-Error, goes to host `onCallbackError(error)`';
const stopsNothing = 'It stops nothing: not `complete`, not other listeners, not the queue.';
const silent = { onCallbackError: (): void => undefined };

const thrower = (what: unknown) => (): never => {
  throw what;
};

/** One place where a developer's function runs, and what it throws there. */
function told(where: string, what: unknown, seen: unknown = what): Case {
  const id = `${where.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)}-throws`;
  return {
    id: `call/throwing-callback/${id}`,
    source: 'D',
    quote: toTheHost,
    needs: [host],
    run: async t => {
      const errors: unknown[] = [];
      const call = t.call(
        { url: where === 'fail' ? t.url('/', t.server.refused) : t.url(), [where]: thrower(what) },
        { onCallbackError: (error: unknown) => errors.push(error) },
      );
      if (where === 'headersReceived') call.task.onHeadersReceived(thrower(what));
      if (where === 'chunkReceived') call.task.onChunkReceived(thrower(what));
      await call.when('complete');
      await t.fence();
      t.equal(errors, [seen], 'what onCallbackError was told');
      t.equal(call.names(), [where === 'fail' ? 'fail' : 'success', 'complete'], 'the callbacks');
    },
  };
}

/** SPEC §1: what becomes of what callbacks throw. */
export const callThrowing: readonly Case[] = [
  told('success', new TypeError('of success')),
  told('fail', new TypeError('of fail')),
  told('complete', new TypeError('of complete')),
  told('headersReceived', new TypeError('of a listener')),
  told('chunkReceived', new TypeError('of a listener')),
  {
    id: 'call/throwing-callback/not-an-error',
    source: 'D',
    quote: toTheHost,
    needs: [host],
    run: async t => {
      const errors: unknown[] = [];
      const call = t.call(
        { url: t.url(), success: thrower('a text'), complete: thrower(undefined) },
        { onCallbackError: (error: unknown) => errors.push(error) },
      );
      await call.when('complete');
      await t.fence();
      t.equal(errors, ['a text', undefined], 'what onCallbackError was told');
    },
  },
  {
    id: 'call/throwing-callback/a-throwing-host-is-caught',
    source: 'D',
    quote: 'A throwing `onCallbackError` is caught.',
    needs: [host],
    run: async t => {
      const request = t.host({ onCallbackError: thrower(new Error('no')) });
      await t.succeeded(request({ url: t.url(), success: thrower(new Error('no')) }));
      await t.succeeded(request({ url: t.url() }));
    },
  },
  {
    id: 'call/throwing-callback/other-listeners-are-told',
    source: 'O',
    quote: stopsNothing,
    needs: [host],
    run: async t => {
      const heard: string[] = [];
      const call = t.call({ url: t.url() }, silent);
      for (const add of ['onHeadersReceived', 'onChunkReceived'] as const) {
        call.task[add](thrower(new Error('no')));
        call.task[add](() => heard.push(add));
      }
      await t.succeeded(call);
      t.equal([...new Set(heard)], ['onHeadersReceived', 'onChunkReceived'], 'the listeners that were told');
    },
  },
  {
    id: 'call/throwing-callback/the-response-comes-whole',
    source: 'O',
    quote: stopsNothing,
    needs: [host],
    run: async t => {
      const call = t.call({ url: t.url() }, silent);
      call.task.onHeadersReceived(thrower(new Error('no')));
      call.task.onChunkReceived(thrower(new Error('no')));
      t.equal((await t.succeeded(call)).data, { ok: true }, 'data');
    },
  },
  {
    id: 'call/throwing-callback/the-queue-goes-on',
    source: 'D',
    quote: stopsNothing,
    needs: [host, queue],
    run: async t => {
      const request = t.host({ maxConcurrent: 1, ...silent });
      const no = thrower(new Error('no'));
      const first = request({ url: t.url(), success: no, complete: no });
      const second = request({ url: t.url() });
      await t.succeeded(first);
      await t.succeeded(second);
    },
  },
];
