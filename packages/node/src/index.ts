import { install as installRequest } from '@wxreq/core';
import type { Host } from '@wxreq/core';
import { createRequest } from './create.ts';
import type { NodeRequest } from './create.ts';
import type { NodeOptions } from './options.ts';

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
export { createNodeAdapter } from './adapter.ts';
export type { NodeAdapter, Runtime } from './adapter.ts';
export { createRequest };
export type { NodeRequest } from './create.ts';
export type { NodeOptions, Pem } from './options.ts';

/** `wx.request`, for a host with nothing to say. */
export const request: NodeRequest = /* @__PURE__ */ createRequest();

/** Sets `globalThis.wx.request`, and returns the function that puts back what was there (SPEC §8). */
export function install(options?: Host & NodeOptions): () => void {
  return installRequest(options === undefined ? request : createRequest(options));
}
