import { install as installRequest } from '@wxreq/core';
import type { Host } from '@wxreq/core';
import { createRequest } from './create.ts';
import type { DenoOptions, DenoRequest } from './create.ts';

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
export { createDenoAdapter } from './adapter.ts';
export type { DenoAdapter } from './adapter.ts';
export { createRequest };
export type { DenoOptions, DenoRequest };

/** `wx.request`, for a host with nothing to say. */
export const request: DenoRequest = /* @__PURE__ */ createRequest();

/** Sets `globalThis.wx.request`, and returns the function that puts back what was there (SPEC §8). */
export function install(options?: Host & DenoOptions): () => void {
  return installRequest(options === undefined ? request : createRequest(options));
}
