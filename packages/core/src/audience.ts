import type {
  ChunkReceivedResult,
  FailResult,
  HeadersReceivedResult,
  RequestTask,
  SuccessResult,
} from './api.ts';
import type { Callbacks } from './normalize.ts';
import { createListeners, type Listeners } from './listeners.ts';

/** All who are told of one request: its callbacks and its task's listeners, in the caller's async context. */
export class Audience {
  private headers: Listeners<HeadersReceivedResult> | undefined;
  private chunks: Listeners<ChunkReceivedResult> | undefined;

  /** `run` gives its argument the caller's async context; `reportError` gets what callbacks throw. */
  constructor(
    private readonly callbacks: Callbacks,
    readonly run: (run: () => void) => void,
    private readonly reportError: (error: unknown) => void,
  ) {}

  /** The task. A listener is called only while `isLive`: an earlier one may have ended the request (SPEC task/abort). */
  task(abort: () => void, isLive: () => boolean): RequestTask {
    const invoke = (listener: unknown, result: object): void => {
      if (isLive()) this.invoke(listener, result);
    };
    return {
      abort,
      onHeadersReceived: listener => {
        (this.headers ??= createListeners('onHeadersReceived', invoke)).on(listener);
      },
      offHeadersReceived: listener => this.headers?.off(listener),
      onChunkReceived: listener => {
        (this.chunks ??= createListeners('onChunkReceived', invoke)).on(listener);
      },
      offChunkReceived: listener => this.chunks?.off(listener),
    };
  }

  /** Tells the listeners of the head; makes the result only if there are any. */
  headersReceived(make: () => HeadersReceivedResult): void {
    this.emit(this.headers, make);
  }

  /** Tells the listeners of a chunk; makes the result only if there are any. */
  chunkReceived(make: () => ChunkReceivedResult): void {
    this.emit(this.chunks, make);
  }

  /** `success`, then `complete`, with the same object. */
  succeeded(result: SuccessResult<unknown>): void {
    this.end(this.callbacks.success, result);
  }

  /** `fail`, then `complete`, with the same object. The host hears of it too where a callback could not be read. */
  failed(result: FailResult): void {
    this.end(this.callbacks.fail, result);
    if (!this.callbacks.lost) return;
    this.run(() => {
      this.reportError(result);
    });
  }

  private emit<Result extends object>(listeners: Listeners<Result> | undefined, make: () => Result): void {
    if (!listeners || listeners.isEmpty()) return;
    this.run(() => {
      listeners.emit(make());
    });
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
