// What every runtime gets, whichever it is: package.json's conditions choose the module, and all have these types. The values
// here are for tools that read no conditions: what they make is for pages, mostly.
import type { Host, WxRequest } from '@wxreq/core';
import { createRequest as create, install as set, request as call } from './browser.ts';

export type {
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
  WxRequest,
} from '@wxreq/core';
export { headerOf } from './browser.ts';

/** `wx.request`, for a host with nothing to say. */
export const request: WxRequest = call;

/** `wx.request` with host options (SPEC §8). Throws a TypeError that names one that is wrong, or that this runtime lacks. */
export const createRequest: (host?: Host) => WxRequest = create;

/** Sets `globalThis.wx.request`, and returns the function that puts back what was there (SPEC §8). */
export const install: (host?: Host) => () => void = set;
