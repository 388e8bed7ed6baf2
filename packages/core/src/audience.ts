import type { ChunkReceivedResult, HeadersReceivedResult, RequestTask } from './api.ts';
import type { Callbacks } from './normalize.ts';
import { toFailResult, type Failure } from './errors.ts';
import { createListeners } from './listeners.ts';

/** All who are told of one request: its callbacks and its task's listeners, in the caller's async context. */
export interface Audience {
  /** Gives its argument the caller's async context. */
  readonly run: (run: () => void) => void;
  /** The developer's end. Listeners are told only while `isLive`: an earlier one may have ended the request (SPEC task/abort). */
  task(abort: () => void, isLive: () => boolean): RequestTask;
  readonly headersReceived: (make: () => HeadersReceivedResult) => void;
  readonly chunkReceived: (make: () => ChunkReceivedResult) => void;
  /** `success`, then `complete`, with the same object. */
  succeeded(result: object): void;
  /** `fail`, then `complete`, with the same object. The host hears of it too where a callback could not be read. */
  failed(failure: Failure): void;
}

/** `reportError` gets what callbacks and listeners throw (SPEC call/throwing-callback). */
export function createAudience(
  { success, fail, complete, lost }: Callbacks,
  run: Audience['run'],
  reportError: (error: unknown) => void,
): Audience {
  let live = (): boolean => false;
  const invoke = (callback: unknown, result: object): void => {
    if (typeof callback !== 'function') return;
    try {
      Reflect.apply(callback, undefined, [result]);
    } catch (error) {
      reportError(error);
    }
  };
  const tell = (listener: unknown, result: object): void => {
    if (live()) invoke(listener, result);
  };
  const end = (callback: unknown, result: object): void => {
    run(() => {
      invoke(callback, result);
      invoke(complete, result);
    });
  };
  const headers = createListeners<HeadersReceivedResult>('onHeadersReceived', tell, run);
  const chunks = createListeners<ChunkReceivedResult>('onChunkReceived', tell, run);
  return {
    run,
    task(abort, isLive) {
      live = isLive;
      return {
        abort,
        onHeadersReceived: headers.on,
        offHeadersReceived: headers.off,
        onChunkReceived: chunks.on,
        offChunkReceived: chunks.off,
      };
    },
    headersReceived: headers.emit,
    chunkReceived: chunks.emit,
    succeeded(result) {
      end(success, result);
    },
    failed(failure) {
      const result = toFailResult(failure);
      end(fail, result);
      if (lost) run(reportError.bind(undefined, result));
    },
  };
}
