import { AsyncLocalStorage } from 'node:async_hooks';
import type { Adapter, WireRequest } from '@wxreq/core';
import { createFetchAdapter } from '@wxreq/core/fetch';
import { toError } from './failures.ts';
import { checkOptions } from './options.ts';
import type { BunOptions } from './options.ts';
import { tlsFor } from './pins.ts';
import { supports } from './supports.ts';

/** Carries requests with Bun's own `fetch`. Throws a TypeError that names a wrong option. */
export function createBunAdapter(options: BunOptions = {}): Adapter {
  checkOptions(options);
  const adapter = createFetchAdapter({
    name: 'bun',
    supports,
    init: request => ({ ...tlsFor(request, options), ...connectionFor(request) }),
    toError,
  });
  return { ...adapter, capture: () => AsyncLocalStorage.snapshot() };
}

/**
 * Bun sends PUT and DELETE again when the used connection that they took turns out to be closed, and we never do (SPEC
 * transport/resend): they get a connection of their own. POST it does not send again.
 */
function connectionFor({ method }: WireRequest): { keepalive?: false } {
  return method === 'PUT' || method === 'DELETE' ? { keepalive: false } : {};
}
