import { createNodeAdapter } from '@wxreq/node';
import type { NodeAdapter } from '@wxreq/node';
import type { DenoOptions } from './create.ts';
import { runtime } from './runtime.ts';

/** An adapter that can be closed. */
export type DenoAdapter = NodeAdapter;

/**
 * Carries requests with undici's connections on Deno's node layer. Deno's own `fetch` shows no certificate, and sends a
 * POST twice when a used connection dies; this does neither. Throws a TypeError that names a wrong option.
 */
export function createDenoAdapter(options: DenoOptions = {}): DenoAdapter {
  return createNodeAdapter(options, runtime);
}
