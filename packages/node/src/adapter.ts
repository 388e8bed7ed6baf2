import type { Adapter, Supports } from '@wxreq/core';
import { hops } from '@wxreq/core/hops';
import { pinRules } from '@wxreq/core/pins';
import { capture } from './capture.ts';
import { Exchange } from './exchange.ts';
import { failureKinds } from './failures.ts';
import { checkOptions } from './options.ts';
import type { NodeOptions } from './options.ts';
import { PoolKinds } from './pools.ts';

/** What another runtime with Node's modules says of itself where it differs. */
export interface Runtime {
  readonly name: string;
  readonly supports?: Partial<Supports>;
}

/** An adapter that can be closed. */
export interface NodeAdapter extends Adapter {
  readonly close: () => Promise<void>;
}

const supports: Supports = {
  methods: ['OPTIONS', 'GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'TRACE', 'CONNECT'],
  unsendableHeaders: [],
  defaultHeaders: [
    ['accept', '*/*'],
    ['user-agent', 'wxreq'],
    ['accept-encoding', 'gzip, deflate, br'],
  ],
  chunks: true,
  setCookie: true,
  hops,
  failureKinds,
  pins: pinRules,
  queue: true,
  profile: true,
  http2: true,
  cache: false,
};

/**
 * Carries requests with undici's connections. Throws a TypeError that names a wrong option; opens nothing before the first
 * request.
 */
export function createNodeAdapter(
  options: NodeOptions = {},
  runtime: Runtime = { name: 'node' },
): NodeAdapter {
  checkOptions(options);
  const kinds = new PoolKinds(options);
  // Its connections are made by somebody else, and cannot be checked.
  const foreign = options.dispatcher === undefined ? {} : { pins: undefined, http2: false };
  return {
    name: runtime.name,
    supports: { ...supports, ...foreign, ...runtime.supports },
    capture,
    send: (request, sink) =>
      new Promise((resolve, reject) => {
        new Exchange(request, sink, kinds, { resolve, reject }).start();
      }),
    close: () => kinds.close(),
  };
}
