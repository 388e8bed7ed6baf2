import { createRequest as createCoreRequest } from '@wxreq/core';
import type { Host, WxRequest } from '@wxreq/core';
import { createBunAdapter } from './adapter.ts';
import { options } from './options.ts';
import type { BunOptions } from './options.ts';

/** `wx.request` for a host and a way to travel. Throws a TypeError that names a wrong option. */
export function createRequest(host: Host & BunOptions = {}): WxRequest {
  const { ca, cert, key } = { ...host };
  return createCoreRequest({ ...createBunAdapter({ ca, cert, key }), options }, host);
}
