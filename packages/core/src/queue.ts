/** Starts a request, when a slot is free. */
export type Start = () => void;

/** At most `limit` at a time, first in first out (SPEC task/queue). */
export interface Queue {
  /** Calls `start` now, or when one before it leaves. */
  enter(start: Start): void;
  /** Takes it out, running or waiting. Once for each that entered. */
  leave(start: Start): void;
}

/** An infinite `limit` keeps no books at all. */
export function createQueue(limit: number): Queue {
  if (limit === Infinity) return { enter: callNow, leave: () => undefined };
  const running = new Set<Start>();
  const waiting = new Set<Start>();
  const enter = (start: Start): void => {
    if (running.size >= limit) {
      waiting.add(start);
      return;
    }
    running.add(start);
    start();
  };
  return {
    enter,
    leave(start) {
      if (waiting.delete(start) || !running.delete(start)) return;
      for (const first of waiting) {
        waiting.delete(first);
        enter(first);
        return;
      }
    },
  };
}

/** Calls it. */
export function callNow(call: () => void): void {
  call();
}
