import type { Adapter, WxRequest } from '@wxreq/core';
import { createBrowserAdapter } from './adapter.ts';
import { facade } from './facade.ts';
import type { BrowserHost, PageOptions } from './host.ts';

export { supports } from './supports.ts';
export type { BrowserHost, PageOptions } from './host.ts';
export type {
  Adapter,
  ChunkReceivedResult,
  FailResult,
  Header,
  HeadersReceivedResult,
  Host,
  Method,
  Profile,
  RequestOptions,
  RequestTask,
  ResponseData,
  SuccessResult,
  Supports,
  WxRequest,
} from '@wxreq/core';

/**
 * A service worker's `fetch` as an adapter. One worker stands between many pages and the network, so no request waits for
 * another's unless the host says `maxConcurrent` (SPEC task/queue).
 */
export function createWorkerAdapter(options: PageOptions = {}): Adapter {
  const adapter = createBrowserAdapter(options);
  return { ...adapter, defaults: { ...adapter.defaults, maxConcurrent: Infinity } };
}

const entry = /* @__PURE__ */ facade(createWorkerAdapter);

/** A `wx.request` with host options of its own (SPEC §8). Throws a TypeError that names a wrong option. */
export const createRequest: (host?: BrowserHost) => WxRequest = entry.createRequest;

/** `wx.request`, for a host with nothing to say. */
export const request: WxRequest = entry.request;

/** Sets `globalThis.wx.request`; what comes back puts back what was there. */
export const install: (host?: BrowserHost) => () => void = entry.install;
