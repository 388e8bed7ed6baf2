import type { ChunkReceivedResult, HeadersReceivedResult, RequestTask } from './api.ts';
import type { Callbacks } from './normalize.ts';
import { toFailResult, type Failure } from './errors.ts';
import { createListeners, type Listeners } from './listeners.ts';

/** All who are told of one request: its callbacks and its task's listeners, in the caller's async context. */
export class Audience {
  /** Made with the first listener: most requests have none. */
  headers: Listeners<HeadersReceivedResult> | undefined;
  /** Likewise. */
  chunks: Listeners<ChunkReceivedResult> | undefined;

  /** `run` gives its argument the caller's async context; `reportError` gets what callbacks and listeners throw. */
  constructor(
    private readonly callbacks: Callbacks,
    readonly run: (run: () => void) => void,
    private readonly reportError: (error: unknown) => void,
  ) {}

  /** The developer's end. Listeners are told only while `isLive`: an earlier one may have ended the request (SPEC task/abort). */
  task(abort: () => void, isLive: () => boolean): RequestTask {
    const tell = (listener: unknown, result: object): void => {
      if (isLive()) this.invoke(listener, result);
    };
    const headers = (): Listeners<HeadersReceivedResult> =>
      (this.headers ??= createListeners<HeadersReceivedResult>('onHeadersReceived', tell, this.run));
    const chunks = (): Listeners<ChunkReceivedResult> =>
      (this.chunks ??= createListeners<ChunkReceivedResult>('onChunkReceived', tell, this.run));
    return {
      abort,
      onHeadersReceived: listener => {
        headers().on(listener);
      },
      offHeadersReceived: listener => {
        headers().off(listener);
      },
      onChunkReceived: listener => {
        chunks().on(listener);
      },
      offChunkReceived: listener => {
        chunks().off(listener);
      },
    };
  }

  /** `success`, then `complete`, with the same object. */
  succeeded(result: object): void {
    this.end(this.callbacks.success, result);
  }

  /** `fail`, then `complete`, with the same object. The host hears of it too where a callback could not be read. */
  failed(failure: Failure): void {
    const result = toFailResult(failure);
    this.end(this.callbacks.fail, result);
    if (this.callbacks.lost) this.run(this.reportError.bind(undefined, result));
  }

  private end(callback: unknown, result: object): void {
    this.run(() => {
      this.invoke(callback, result);
      this.invoke(this.callbacks.complete, result);
    });
  }

  private invoke(callback: unknown, result: object): void {
    if (typeof callback !== 'function') return;
    try {
      Reflect.apply(callback, undefined, [result]);
    } catch (error) {
      this.reportError(error);
    }
  }
}
