import { createRequest as createCoreRequest } from '@wxreq/core';
import type { Host, WxRequest } from '@wxreq/core';
import { createEdgeAdapter } from './adapter.ts';
import { options } from './options.ts';
import type { EdgeOptions } from './options.ts';

/** `wx.request` for a host and a way to travel. Throws a TypeError that names a wrong option. */
export function createRequest(host: Host & EdgeOptions = {}): WxRequest {
  return createCoreRequest({ ...createEdgeAdapter({ ...host }), options }, host);
}
