import mitt, { type Emitter } from 'mitt';
import type { RequestTask } from './api.ts';
import type { Callbacks } from './normalize.ts';
import { toFailResult, type Failure } from './errors.ts';

/** The events of a task, as its methods' names end. */
export type TaskEvent = 'HeadersReceived' | 'ChunkReceived';

/** A listener of any event: whoever calls it knows which. */
type Listener = (result: never) => void;

/** All who are told of one request: its callbacks and its task's listeners, in the caller's async context. */
export interface Audience {
  /** Gives its argument the caller's async context. */
  readonly run: (run: () => void) => void;
  /** The developer's end. Listeners are told only while `isLive`: an earlier one may have ended the request (SPEC task/abort). */
  task(abort: () => void, isLive: () => boolean): RequestTask;
  /** Tells the listeners, in the order added (SPEC task/listeners). Makes the result only if there is anyone to tell. */
  emit(event: TaskEvent, make: () => object): void;
  /** `success`, then `complete`, with the same object. */
  succeeded(result: object): void;
  /** `fail`, then `complete`, with the same object. The host hears of it too where a callback could not be read. */
  failed(failure: Failure): void;
}

/** `run` gives its argument the caller's async context; `report` gets what callbacks and listeners throw. */
export function createAudience(
  { success, fail, complete, lost }: Callbacks,
  run: (run: () => void) => void,
  report: (error: unknown) => void,
): Audience {
  /** Made with the first listener: most requests have none. */
  let emitter: Emitter<Record<TaskEvent, never>> | undefined;
  let isListening = (): boolean => false;

  /** A copy: changes inside a listener count from the next event. mitt's own `emit` would stop at one that throws. */
  function listenersOf(event: TaskEvent): unknown[] {
    return emitter ? Array.from<unknown>(emitter.all.get(event) || []) : [];
  }

  function tell(callback: unknown, result: object): void {
    if (typeof callback !== 'function') return;
    try {
      Reflect.apply(callback, undefined, [result]);
    } catch (error) {
      report(error);
    }
  }

  function tellEnd(callback: unknown, result: object): void {
    run(() => {
      tell(callback, result);
      tell(complete, result);
    });
  }

  const on = (event: TaskEvent) => (listener: Listener) => {
    emitter = emitter || mitt();
    if (typeof listener !== 'function') console.error(`wx.request: on${event} needs a function`);
    else if (!listenersOf(event).includes(listener)) emitter.on(event, listener);
  };
  const off = (event: TaskEvent) => (listener?: Listener) => {
    if (emitter) emitter.off(event, typeof listener === 'function' ? listener : undefined);
  };

  return {
    run,
    task(abort, isLive) {
      isListening = isLive;
      return {
        abort,
        onHeadersReceived: on('HeadersReceived'),
        offHeadersReceived: off('HeadersReceived'),
        onChunkReceived: on('ChunkReceived'),
        offChunkReceived: off('ChunkReceived'),
      };
    },
    emit(event, make) {
      const listeners = listenersOf(event);
      if (listeners.length === 0) return;
      run(() => {
        const result = make();
        for (const listener of listeners) if (isListening()) tell(listener, result);
      });
    },
    succeeded(result) {
      tellEnd(success, result);
    },
    failed(failure) {
      const result = toFailResult(failure);
      tellEnd(fail, result);
      if (lost) run(report.bind(undefined, result));
    },
  };
}
