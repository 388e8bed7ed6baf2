import mitt from 'mitt';
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
  private emitter: ReturnType<typeof mitt<Record<TaskEvent, never>>> | undefined;
  private isLive: () => boolean = () => false;

  /** `run` gives its argument the caller's async context; `reportError` gets what callbacks and listeners throw. */
  constructor(
    private readonly callbacks: Callbacks,
    readonly run: (run: () => void) => void,
    private readonly reportError: (error: unknown) => void,
  ) {}

  /** The developer's end. Listeners are told only while `isLive`: an earlier one may have ended the request (SPEC task/abort). */
  task(abort: () => void, isLive: () => boolean): RequestTask {
    this.isLive = isLive;
    const on = (event: TaskEvent) => (listener: Listener) => {
      this.add(event, listener);
    };
    const off = (event: TaskEvent) => (listener?: Listener) => {
      if (this.emitter) this.emitter.off(event, typeof listener === 'function' ? listener : undefined);
    };
    return {
      abort,
      onHeadersReceived: on('HeadersReceived'),
      offHeadersReceived: off('HeadersReceived'),
      onChunkReceived: on('ChunkReceived'),
      offChunkReceived: off('ChunkReceived'),
    };
  }

  /** Tells the listeners, in the order added (SPEC task/listeners). Makes the result only if there is anyone to tell. */
  emit(event: TaskEvent, make: () => object): void {
    const listeners = this.listeners(event);
    if (listeners.length === 0) return;
    this.run(() => {
      const result = make();
      for (const listener of listeners) if (this.isLive()) this.invoke(listener, result);
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
    if (this.callbacks.lost) this.run(this.reportError.bind(undefined, result));
  }

  /** Behind the others; one that is there stays where it is. */
  private add(event: TaskEvent, listener: Listener): void {
    if (typeof listener !== 'function') console.error(`wx.request: on${event} needs a function`);
    else if (!this.listeners(event).includes(listener)) (this.emitter ??= mitt()).on(event, listener);
  }

  /** A copy: changes inside a listener count from the next event. mitt's own `emit` would stop at one that throws. */
  private listeners(event: TaskEvent): unknown[] {
    return this.emitter ? Array.from<unknown>(this.emitter.all.get(event) || []) : [];
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
