import type { Adapter, Traveller, WireRequest } from './adapter.ts';
import type { Settings } from './host.ts';
import type { NormalRequest } from './prepare.ts';
import type { Link } from './ring.ts';
import type { Queue } from './queue.ts';

/** What all requests of one `createRequest` share. */
export interface Shared {
  readonly adapter: Adapter;
  readonly settings: Settings;
  readonly queue: Queue;
  /** The adapter's `send`, with what this project adds to it: redirects, and the memory of pins that have passed. */
  send(wire: WireRequest, traveller: Traveller, request: NormalRequest): void;
  /** The requests in flight and queued: whom `interrupt()` stops. */
  readonly live: Link;
}
