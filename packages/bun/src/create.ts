import { createRequest as createCoreRequest } from '@wxreq/core';
import type { Host, WxRequest } from '@wxreq/core';
import { createBunAdapter } from './adapter.ts';
import { optionNames } from './options.ts';
import type { BunOptions } from './options.ts';

/** `wx.request` for a host and a way to travel. Throws a TypeError that names a wrong option. */
export function createRequest(options: Host & BunOptions = {}): WxRequest {
  const [host, own] = [{ ...options }, {}];
  for (const name of optionNames) {
    if (options[name] !== undefined) Reflect.set(own, name, options[name]);
    Reflect.deleteProperty(host, name);
  }
  return createCoreRequest(createBunAdapter(own), host);
}
