import mitt from 'mitt';

/** Calls what a developer handed over, unless there is a reason not to; never throws. */
export type Invoke = (callback: unknown, result: object) => void;

/** The listeners of one event of a task (SPEC task/listeners). */
export interface Listeners<Result extends object> {
  readonly on: (listener: (result: Result) => void) => void;
  readonly off: (listener?: (result: Result) => void) => void;
  readonly emit: (result: Result) => void;
  readonly isEmpty: () => boolean;
}

/** In the order added, each function once, over a copy; every call goes through `invoke`, so that none stops the next. */
export function createListeners<Result extends object>(name: string, invoke: Invoke): Listeners<Result> {
  const emitter = mitt<{ event: Result }>();
  const handlers = new Map<unknown, (result: Result) => void>();
  return {
    on(listener) {
      if (typeof listener !== 'function') {
        console.error(`wx.request: the listener given to ${name} should be a function`);
        return;
      }
      if (handlers.has(listener)) return;
      const handler = (result: Result): void => {
        invoke(listener, result);
      };
      handlers.set(listener, handler);
      emitter.on('event', handler);
    },
    off(listener) {
      if (typeof listener !== 'function') {
        handlers.clear();
        emitter.off('event');
        return;
      }
      const handler = handlers.get(listener);
      if (handler && handlers.delete(listener)) emitter.off('event', handler);
    },
    emit: result => {
      emitter.emit('event', result);
    },
    isEmpty: () => handlers.size === 0,
  };
}
