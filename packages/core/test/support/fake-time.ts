/** Time that moves only by `pass`, in place of the runtime's timers and Date until `restore`. */
export function fakeTime() {
  const real = {
    setTimeout: globalThis.setTimeout,
    clearTimeout: globalThis.clearTimeout,
    now: Date.now,
  };
  const timers = new Map<number, { readonly due: number; readonly ms: number; readonly ring: () => void }>();
  let now = 1_000_000;
  let last = 0;
  Object.assign(globalThis, {
    setTimeout(ring: () => void, ms: number) {
      timers.set((last += 1), { due: now + ms, ms, ring });
      return last;
    },
    clearTimeout: (id: number) => void timers.delete(id),
  });
  Date.now = () => now;
  // Taken before a test fakes setImmediate, too: promises must run to their ends between timers.
  const settle = (): Promise<void> => new Promise(resolve => setImmediate(resolve));
  return {
    /** The delays of the timers that run, as they were asked for. */
    running: (): number[] => Array.from(timers.values(), ({ ms }) => ms),
    async pass(ms: number): Promise<void> {
      const end = now + ms;
      for (;;) {
        await settle();
        const [next] = [...timers].filter(([, { due }]) => due <= end).sort(([, a], [, b]) => a.due - b.due);
        if (!next) break;
        const [id, { due, ring }] = next;
        timers.delete(id);
        now = due;
        ring();
      }
      now = end;
    },
    restore(): void {
      Object.assign(globalThis, { setTimeout: real.setTimeout, clearTimeout: real.clearTimeout });
      Date.now = real.now;
    },
  };
}
