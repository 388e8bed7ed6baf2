/** Starts the clock of a request; gives the function that stops it. Timers are looked up at use, and keep no process alive. */
export function startClock(ms: number, ring: () => void): () => void {
  const timer = setTimeout(ring, ms);
  // Node's timers are objects; a page's are numbers.
  const handle: unknown = timer;
  if (
    typeof handle === 'object' &&
    handle !== null &&
    'unref' in handle &&
    typeof handle.unref === 'function'
  ) {
    Reflect.apply(handle.unref, handle, []);
  }
  return () => {
    clearTimeout(timer);
  };
}

/** In a later turn, which comes even when nothing else keeps the process alive; and under fake timers (SPEC call/later). */
export function later(run: () => void): void {
  void Promise.resolve().then(run);
}
