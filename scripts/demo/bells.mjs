/** @typedef {ReturnType<typeof createBells>} Bells */

/** Named bells: who waits goes on when it rings, or at once if it has rung since the last {@link Bells.reset}. */
export function createBells() {
  /** @type {Map<string, number>} */
  const times = new Map();
  /** @type {{ name: string, go: () => void }[]} */
  let waiting = [];
  return {
    ring(name) {
      times.set(name, performance.now());
      for (const each of waiting) if (each.name === name) each.go();
      waiting = waiting.filter(each => each.name !== name);
    },
    /** @returns {Promise<void>} */
    wait: name => new Promise(go => (times.has(name) ? go() : waiting.push({ name, go }))),
    /** When it rang; NaN where it has not. */
    timeOf: name => times.get(name) ?? NaN,
    reset: () => times.clear(),
  };
}
