import { createRequest as createCoreRequest, install as installRequest } from '@wxreq/core';
import type { Adapter, WxRequest } from '@wxreq/core';
import { options } from './host.ts';
import type { BrowserHost, PageOptions } from './host.ts';

/** What an entry for pages gives. */
interface Facade {
  /** A `wx.request` with host options of its own (SPEC §8). Throws a TypeError that names a wrong option. */
  readonly createRequest: (host?: BrowserHost) => WxRequest;
  /** `wx.request` as it is on a phone. */
  readonly request: WxRequest;
  /** Sets `globalThis.wx.request`; what comes back puts back what was there. */
  readonly install: (host?: BrowserHost) => () => void;
}

/** The functions of an entry whose requests go through the adapters that `createAdapter` makes. */
export function facade(createAdapter: (options: PageOptions) => Adapter): Facade {
  const createRequest = (host: BrowserHost = {}): WxRequest =>
    createCoreRequest({ ...createAdapter({ ...host }), options }, host);
  const request = createRequest();
  return { createRequest, request, install: host => installRequest(host ? createRequest(host) : request) };
}
