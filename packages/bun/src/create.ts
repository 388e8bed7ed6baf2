import { createRequest as createCoreRequest } from '@wxreq/core';
import type { Host, WxRequest } from '@wxreq/core';
import { createBunAdapter } from './adapter.ts';
import type { BunOptions } from './options.ts';

/** `wx.request` for a host and a way to travel. Throws a TypeError that names a wrong option. */
export function createRequest(options: Host & BunOptions = {}): WxRequest {
  // Not an object: core says so.
  if (Object(options) !== options) return createCoreRequest(createBunAdapter(), options);
  const { ca, cert, key, ...host } = options;
  return createCoreRequest(createBunAdapter({ ca, cert, key }), host);
}
