import type { WxRequest } from '@wxreq/core';
import { createBrowserAdapter } from './adapter.ts';
import { facade } from './facade.ts';
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

const entry = /* @__PURE__ */ facade(createBrowserAdapter);

/** A `wx.request` with host options of its own (SPEC §8). Throws a TypeError that names a wrong option. */
export const createRequest: (host?: BrowserHost) => WxRequest = entry.createRequest;

/** `wx.request` as it is on a phone. */
export const request: WxRequest = entry.request;

/** Sets `globalThis.wx.request`; what comes back puts back what was there. */
export const install: (host?: BrowserHost) => () => void = entry.install;
