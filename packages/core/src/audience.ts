import mitt, { type Emitter } from 'mitt';
import type { RequestTask } from './api.ts';
import type { Callbacks } from './normalize.ts';
import { toFailResult, type Failure } from './errors.ts';

/** The events of a task, as its methods' names end. */
export type TaskEvent = 'HeadersReceived' | 'ChunkReceived';

/** A listener of any event: whoever calls it knows which. */
type Listener = (result: never) => void;

/** All who are told of one request: its callbacks and its task's listeners, in the caller's async context. */
export class Audience {
  /** Made with the first listener: most requests have none. */
  private emitter: Emitter<Record<TaskEvent, never>> | undefined;

  /** `run` gives its argument the caller's async context; `report` gets what callbacks and listeners throw. */
  constructor(
    private readonly callbacks: Callbacks,
    readonly run: (run: () => void) => void,
    private readonly report: (error: unknown) => void,
  ) {}

  /** The developer's end. */
  task(abort: () => void): RequestTask {
    const on = (event: TaskEvent, listener: Listener): void => {
      this.emitter = this.emitter || mitt();
      if (typeof listener !== 'function') console.error(`wx.request: on${event} needs a function`);
      else if (!this.listenersOf(event).includes(listener)) this.emitter.on(event, listener);
    };
    const off = (event: TaskEvent, listener?: Listener): void => {
      if (this.emitter) this.emitter.off(event, typeof listener === 'function' ? listener : undefined);
    };
    return {
      abort,
      onHeadersReceived: listener => {
        on('HeadersReceived', listener);
      },
      offHeadersReceived: listener => {
        off('HeadersReceived', listener);
      },
      onChunkReceived: listener => {
        on('ChunkReceived', listener);
      },
      offChunkReceived: listener => {
        off('ChunkReceived', listener);
      },
    };
  }

  /**
   * Tells the listeners, in the order added (SPEC task/listeners), and only while `isLive`: an earlier one may have ended the
   * request (SPEC task/abort). Makes the result only if there is anyone to tell.
   */
  emit(event: TaskEvent, make: () => object, isLive: () => boolean): void {
    const listeners = this.listenersOf(event);
    if (listeners.length === 0) return;
    this.run(() => {
      const result = make();
      for (const listener of listeners) if (isLive()) this.tell(listener, result);
    });
  }

  /** `success`, then `complete`, with the same object. */
  succeeded(result: object): void {
    this.end(this.callbacks.success, result);
  }

  /** `fail`, then `complete`, with the same object. The host hears of it too where a callback could not be read. */
  failed(failure: Failure): void {
    const result = toFailResult(failure);
    this.end(this.callbacks.fail, result);
    if (this.callbacks.lost) this.run(this.report.bind(undefined, result));
  }

  /** A copy: changes inside a listener count from the next event. mitt's own `emit` would stop at one that throws. */
  private listenersOf(event: TaskEvent): readonly unknown[] {
    return this.emitter ? Array.from<unknown>(this.emitter.all.get(event) || []) : nobody;
  }

  private end(callback: unknown, result: object): void {
    this.run(() => {
      this.tell(callback, result);
      this.tell(this.callbacks.complete, result);
    });
  }

  private tell(callback: unknown, result: object): void {
    if (typeof callback !== 'function') return;
    try {
      Reflect.apply(callback, undefined, [result]);
    } catch (error) {
      this.report(error);
    }
  }
}

const nobody: readonly unknown[] = [];
