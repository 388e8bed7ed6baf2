import type { Adapter } from './adapter.ts';
import type { Failure } from './errors.ts';
import type { Settings } from './host.ts';
import type { Link } from './ring.ts';
import type { Queue } from './queue.ts';

/** What all requests of one `createRequest` share. */
export interface Shared {
  readonly adapter: Adapter;
  readonly settings: Settings;
  readonly queue: Queue;
  /** How to stop the requests in flight and queued: what `interrupt()` calls. */
  readonly live: Link<(failure: Failure) => void>;
}
