import type { Canceller } from '@wxreq/core/fetch';

/** As much of an AbortController as the ponyfill uses: where there is no `fetch`, there mostly is none of these either. */
export function createXhrCanceller(): Canceller {
  const listeners = new Set<() => void>();
  const signal = {
    aborted: false,
    addEventListener: (_: 'abort', listener: () => void): unknown => listeners.add(listener),
    removeEventListener: (_: 'abort', listener: () => void): unknown => listeners.delete(listener),
  };
  return {
    signal,
    abort() {
      signal.aborted = true;
      for (const listener of listeners) listener();
    },
  };
}
