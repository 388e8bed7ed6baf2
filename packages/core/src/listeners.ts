import mitt from 'mitt';

/** The listeners of one event of a task (SPEC task/listeners). */
export interface Listeners<Result> {
  /** Adds a listener behind the others; one that is there stays where it is. */
  on(listener: (result: Result) => void): void;
  /** Removes this listener; without a function, all of them. */
  off(listener?: (result: Result) => void): void;
  /** Tells all, over a copy, in the order added. Makes the result only if there is anyone to tell. */
  emit(make: () => Result): void;
}

/**
 * Every call goes through `invoke`, which never throws, so that no listener stops the next, inside `run`, the caller's
 * async context. `name` stands in complaints.
 */
export function createListeners<Result extends object>(
  name: string,
  invoke: (listener: unknown, result: Result) => void,
  run: (run: () => void) => void,
): Listeners<Result> {
  const emitter = mitt<{ event: Result }>();
  const handlers = new Map<unknown, (result: Result) => void>();
  return {
    on(listener) {
      if (typeof listener !== 'function') {
        console.error(`wx.request: ${name} needs a function`);
        return;
      }
      if (handlers.has(listener)) return;
      const handler = invoke.bind(undefined, listener);
      handlers.set(listener, handler);
      emitter.on('event', handler);
    },
    off(listener) {
      const handler = handlers.get(listener);
      if (typeof listener !== 'function') handlers.clear();
      else if (!handlers.delete(listener)) return;
      emitter.off('event', handler);
    },
    emit(make) {
      if (handlers.size === 0) return;
      run(() => {
        emitter.emit('event', make());
      });
    },
  };
}
