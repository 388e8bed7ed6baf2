import type { Supports } from '@wxreq/core';
import { hops } from '@wxreq/core/hops';
import { failureKinds } from './failures.ts';

/** What an edge runtime's `fetch` can do. */
export const supports: Supports = {
  // TRACE, which the Fetch standard forbids, workerd alone would send.
  methods: ['OPTIONS', 'GET', 'HEAD', 'POST', 'PUT', 'DELETE'],
  unsendableHeaders: ['host'],
  // workerd adds nothing by itself, and decodes br only since 2024.
  defaultHeaders: [
    ['accept-encoding', 'gzip'],
    ['accept', '*/*'],
    ['user-agent', 'wxreq'],
  ],
  chunks: true,
  setCookie: true,
  hops,
  failureKinds,
  // No edge runtime shows a server's certificate.
  pins: undefined,
  // A worker's requests belong to different visitors, and may not wait for one another.
  queue: false,
  profile: false,
  http2: false,
  cache: false,
};
