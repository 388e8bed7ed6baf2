import type { Runtime } from '@wxreq/node';

/** What Deno says of itself where its node layer differs from Node. */
export const runtime: Runtime = { name: 'deno' };
