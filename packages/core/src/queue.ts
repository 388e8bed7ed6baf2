/** What waits for a slot. */
export interface Place {
  /** Called when a slot is free. */
  start(): void;
}

/** At most `limit` at a time, first in first out (SPEC task/queue). */
export interface Queue {
  /** Starts `place` now, or when one before it leaves. */
  enter(place: Place): void;
  /** Takes it out, running or waiting. Once for each that entered. */
  leave(place: Place): void;
}

/** An infinite `limit` keeps no books at all. */
export function createQueue(limit: number): Queue {
  if (limit === Infinity) return { enter: startNow, leave: () => undefined };
  const running = new Set<Place>();
  const waiting = new Set<Place>();
  const enter = (place: Place): void => {
    if (running.size >= limit) {
      waiting.add(place);
      return;
    }
    running.add(place);
    place.start();
  };
  return {
    enter,
    leave(place) {
      if (waiting.delete(place) || !running.delete(place)) return;
      for (const first of waiting) {
        waiting.delete(first);
        enter(first);
        return;
      }
    },
  };
}

function startNow(place: Place): void {
  place.start();
}
