import { AsyncResource } from 'node:async_hooks';

/**
 * Remembers the caller's async context, `AsyncLocalStorage` included, and returns what runs a function in it
 * (SPEC call/async-context). `AsyncLocalStorage.snapshot()` does the same for seven times the price on Node 20.
 */
export function capture(): (run: () => void) => void {
  const context = new AsyncResource('wx.request', manual);
  return run => {
    context.runInAsyncScope(run);
  };
}

const manual = { requireManualDestroy: true };
