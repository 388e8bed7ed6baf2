import type { Adapter, Supports, WxRequest } from '@wxreq/core';
import { createFetchAdapter } from '@wxreq/core/fetch';
// By its file: the package's own entry would bring node-fetch along on servers and in Jest.
import { fetch as ponyfill } from 'cross-fetch/dist/browser-ponyfill.js';
import { createBrowserAdapter, defaults, pageInit } from './adapter.ts';
import { createXhrCanceller } from './canceller.ts';
import { facade } from './facade.ts';
import type { BrowserHost, PageOptions } from './host.ts';
import { supports as fetchSupports } from './supports.ts';

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

/** What remains where XMLHttpRequest has to carry a request: the body comes in one piece, at the end. */
export const supports: Supports = {
  ...fetchSupports,
  chunks: false,
  // The ponyfill's way to avoid the cache is to change the URL.
  cache: false,
  profile: false,
};

/** An adapter for where there may be no `fetch`: the page's own if there is one, else cross-fetch's over XMLHttpRequest. */
export function createLegacyAdapter(options: PageOptions = {}): Adapter {
  if (options.fetch ?? typeof fetch === 'function') return createBrowserAdapter(options);
  return createFetchAdapter({
    name: 'browser-legacy',
    supports,
    defaults,
    init: pageInit(options),
    fetch: ponyfill,
    canceller: createXhrCanceller,
  });
}

const entry = /* @__PURE__ */ facade(createLegacyAdapter);

/** A `wx.request` with host options of its own (SPEC §8). Throws a TypeError that names a wrong option. */
export const createRequest: (host?: BrowserHost) => WxRequest = entry.createRequest;

/** `wx.request` as it is on a phone. */
export const request: WxRequest = entry.request;

/** Sets `globalThis.wx.request`; what comes back puts back what was there. */
export const install: (host?: BrowserHost) => () => void = entry.install;
