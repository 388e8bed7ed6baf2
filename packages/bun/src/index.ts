import { install as installRequest } from '@wxreq/core';
import type { Host, WxRequest } from '@wxreq/core';
import { createRequest } from './create.ts';
import type { BunOptions } from './options.ts';

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
export { headerOf, TransportError } from '@wxreq/core';
export { PinMismatch } from '@wxreq/core/pins';
export { createBunAdapter } from './adapter.ts';
export { supports } from './supports.ts';
export type { BunOptions, Pem } from './options.ts';
export { createRequest };

/** `wx.request`, for a host with nothing to say. */
export const request: WxRequest = /* @__PURE__ */ createRequest();

/** Sets `globalThis.wx.request`, and returns the function that puts back what was there (SPEC §8). */
export function install(options?: Host & BunOptions): () => void {
  return installRequest(options === undefined ? request : createRequest(options));
}
