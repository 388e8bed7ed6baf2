import type { Supports } from '@wxreq/core';

/** What a page or a worker can do with `fetch`. */
export const supports: Supports = {
  methods: ['OPTIONS', 'GET', 'HEAD', 'POST', 'PUT', 'DELETE'],
  // What the Fetch standard forbids to set, as far as core has not dropped it already. Chromium drops user-agent too.
  unsendableHeaders: [
    'accept-charset',
    'accept-encoding',
    'access-control-request-headers',
    'access-control-request-method',
    'cookie',
    'cookie2',
    'date',
    'dnt',
    'host',
    'origin',
    'referer',
    'set-cookie',
    'user-agent',
    'via',
  ],
  defaultHeaders: [],
  chunks: true,
  setCookie: false,
  hops: undefined,
  // All that goes wrong before the head is one opaque error.
  failureKinds: ['reset'],
  pins: undefined,
  queue: true,
  profile: true,
  http2: false,
  cache: true,
};
