/** A place in the queue: its `start` runs when a slot is free. */
export interface Place {
  start(): void;
}

/** At most `limit` at a time, first in first out (SPEC task/queue). */
export interface Queue {
  /** Starts `place` now, or when one before it leaves. */
  enter(place: Place): void;
  /** Takes `place` out, running or waiting. Once for each place that entered. */
  leave(place: Place): void;
}

function startNow(place: Place): void {
  place.start();
}

/** An infinite `limit` keeps no books at all. */
export function createQueue(limit: number): Queue {
  if (limit === Infinity) return { enter: startNow, leave: () => undefined };
  const running = new Set<Place>();
  const waiting = new Set<Place>();
  return {
    enter(place) {
      if (running.size >= limit) {
        waiting.add(place);
        return;
      }
      running.add(place);
      place.start();
    },
    leave(place) {
      if (waiting.delete(place) || !running.delete(place)) return;
      for (const first of waiting) {
        waiting.delete(first);
        running.add(first);
        first.start();
        return;
      }
    },
  };
}
