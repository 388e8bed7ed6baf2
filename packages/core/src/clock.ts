/** What `setTimeout` gives: Node's timers are objects; a page's are numbers. */
export type Timer = number | { unref(): void };

// The runtime's own.
declare function setTimeout(ring: () => void, ms: number): Timer;
declare function clearTimeout(timer: unknown): void;

/** Starts the clock of a request. Timers are looked up at use, and keep no process alive. */
export function startClock(ms: number, ring: () => void): Timer {
  const timer = setTimeout(ring, ms);
  if (typeof timer === 'object' && 'unref' in timer) timer.unref();
  return timer;
}

/** Stops it, if there is one. */
export function stopClock(timer: Timer | undefined): void {
  clearTimeout(timer);
}

/** In a later turn, which comes even when nothing else keeps the process alive; and under fake timers (SPEC call/later). */
export function later(run: () => void): void {
  void Promise.resolve().then(run);
}
