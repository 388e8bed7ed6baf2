import type { Adapter } from './adapter.ts';
import type { Settings } from './host.ts';
import type { Link } from './ring.ts';
import type { Queue } from './queue.ts';

/** What all requests of one `createRequest` share. */
export interface Shared {
  readonly adapter: Adapter;
  readonly settings: Settings;
  readonly queue: Queue;
  /** The requests in flight and queued: whom `interrupt()` stops. */
  readonly live: Link;
}
