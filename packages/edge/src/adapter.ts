import type { Adapter } from '@wxreq/core';
import { createFetchAdapter } from '@wxreq/core/fetch';
import { capture } from './context.ts';
import { toError } from './failures.ts';
import type { EdgeOptions } from './options.ts';
import { supports } from './supports.ts';

/** Carries requests with the `fetch` of an edge runtime: workerd, edge-light, or any that follows the standard. */
export function createEdgeAdapter({ fetch }: EdgeOptions = {}): Adapter {
  return { ...createFetchAdapter({ name: 'edge', supports, fetch, toError }), capture };
}
