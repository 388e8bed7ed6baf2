import type { Supports } from '@wxreq/core';
import { hops } from '@wxreq/core/hops';
import { pinRules } from '@wxreq/core/pins';
import { failureKinds } from './failures.ts';

/** What Bun's `fetch` can do. */
export const supports: Supports = {
  // CONNECT is sent as an ordinary request, which is no tunnel.
  methods: ['OPTIONS', 'GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'TRACE'],
  unsendableHeaders: [],
  // It names itself, and accepts all that it can decode.
  defaultHeaders: [],
  chunks: true,
  setCookie: true,
  hops,
  failureKinds,
  pins: pinRules,
  queue: true,
  profile: false,
  http2: false,
  cache: false,
};
