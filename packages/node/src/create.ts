import { createRequest as createCoreRequest } from '@wxreq/core';
import type { Host, WxRequest } from '@wxreq/core';
import { createNodeAdapter } from './adapter.ts';
import type { Runtime } from './adapter.ts';
import { optionNames } from './options.ts';
import type { NodeOptions } from './options.ts';

/** `wx.request`, with its connections to close. */
export interface NodeRequest extends WxRequest {
  /** Lets what is under way end, then closes every connection; for a process that is to shut down in order. */
  close(): Promise<void>;
}

/**
 * `wx.request` for a host and a way to travel. Throws a TypeError that names a wrong option. `runtime`: for packages of other
 * runtimes that have Node's modules.
 */
export function createRequest(options: Host & NodeOptions = {}, runtime?: Runtime): NodeRequest {
  if (!isObject(options)) throw new TypeError('createRequest: host should be an object');
  const host: Host = { ...options };
  for (const name of optionNames) Reflect.deleteProperty(host, name);
  const adapter = createNodeAdapter(pick(options), runtime);
  return Object.assign(createCoreRequest(adapter, host), { close: adapter.close });
}

function pick(options: NodeOptions): NodeOptions {
  const picked: NodeOptions = {};
  for (const name of optionNames) Reflect.set(picked, name, options[name]);
  return picked;
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
