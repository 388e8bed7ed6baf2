// The runtime's own. Node's timers are objects; a page's are numbers.
declare function setTimeout(ring: () => void, ms: number): number | { unref(): void };
declare function clearTimeout(timer: unknown): void;

/** Starts the clock of a request; gives the function that stops it. Timers are looked up at use, and keep no process alive. */
export function startClock(ms: number, ring: () => void): () => void {
  const timer = setTimeout(ring, ms);
  if (typeof timer === 'object' && 'unref' in timer) timer.unref();
  return () => {
    clearTimeout(timer);
  };
}

/** In a later turn, which comes even when nothing else keeps the process alive; and under fake timers (SPEC call/later). */
export function later(run: () => void): void {
  void Promise.resolve().then(run);
}
