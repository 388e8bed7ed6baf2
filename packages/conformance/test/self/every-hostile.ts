import type { Hostile } from './hostile.ts';
import { hostileAborts } from './hostile-aborts.ts';
import { hostileAdapters } from './hostile-adapters.ts';
import { hostileCallbacks } from './hostile-callbacks.ts';
import { hostileCalls } from './hostile-calls.ts';
import { hostileChunks } from './hostile-chunks.ts';
import { hostileClocks } from './hostile-clocks.ts';
import { hostileData } from './hostile-data.ts';
import { hostileEndings } from './hostile-endings.ts';
import { hostileFailures } from './hostile-failures.ts';
import { hostileHeaders } from './hostile-headers.ts';
import { hostileHeads } from './hostile-heads.ts';
import { hostileListeners } from './hostile-listeners.ts';
import { hostileOptions } from './hostile-options.ts';
import { hostileRedirects } from './hostile-redirects.ts';
import { hostileRequests } from './hostile-requests.ts';
import { hostileResults } from './hostile-results.ts';

/** Every subject that is wrong in one way, chapter by chapter. */
export const everyHostile: readonly Hostile[] = [
  ...hostileCallbacks,
  ...hostileCalls,
  ...hostileRequests,
  ...hostileOptions,
  ...hostileHeaders,
  ...hostileData,
  ...hostileResults,
  ...hostileAborts,
  ...hostileClocks,
  ...hostileListeners,
  ...hostileRedirects,
  ...hostileFailures,
  ...hostileAdapters,
  ...hostileChunks,
  ...hostileEndings,
  ...hostileHeads,
];
