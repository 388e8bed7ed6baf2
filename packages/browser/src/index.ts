import { createRequest as createCoreRequest, install as installRequest } from '@wxreq/core';
import type { WxRequest } from '@wxreq/core';
import { createBrowserAdapter } from './adapter.ts';
import { splitHost } from './host.ts';
import type { BrowserHost } from './host.ts';

export { createBrowserAdapter } from './adapter.ts';
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

/** A `wx.request` with host options of its own (SPEC §8). Throws a TypeError that names a wrong option. */
export function createRequest(host: BrowserHost = {}): WxRequest {
  const [page, core] = splitHost(host);
  return createCoreRequest(createBrowserAdapter(page), core);
}

/** `wx.request` as it is on a phone. */
export const request: WxRequest = /* @__PURE__ */ createRequest();

/** Sets `globalThis.wx.request`; what comes back puts back what was there. */
export function install(host?: BrowserHost): () => void {
  return installRequest(host ? createRequest(host) : request);
}
