import type { Adapter, AdapterDefaults, WireRequest } from '@wxreq/core';
import { createFetchAdapter } from '@wxreq/core/fetch';
import type { FetchAdapterOptions } from '@wxreq/core/fetch';
import type { PageOptions } from './host.ts';
import { measure } from './profile.ts';
import { supports } from './supports.ts';

/** What a page does unless its host says otherwise. */
export const defaults: AdapterDefaults = {
  // On a GET the default content-type says nothing and costs every cross-origin one a preflight.
  contentType: 'with-body',
  maxConcurrent: 10,
  baseUrl: () =>
    typeof document === 'object'
      ? document.baseURI
      : typeof location === 'object'
        ? location.href
        : undefined,
  onCallbackError: error => {
    if (typeof reportError === 'function') reportError(error);
    else console.error(error);
  },
};

/** The members of `fetch`'s `init` that only pages have. */
export function pageInit({ credentials, mode }: PageOptions): (request: WireRequest) => RequestInit {
  const init: RequestInit = {};
  if (credentials) init.credentials = credentials;
  if (mode) init.mode = mode;
  return ({ headers }) => {
    // As a header it would be dropped. Of another origin the browser takes none.
    const referer = headers.find(([name]) => name === 'referer');
    return referer?.[1].startsWith(`${location.origin}/`) ? { ...init, referrer: referer[1] } : init;
  };
}

/** The page's own `fetch` as an adapter. */
export function createBrowserAdapter(options: PageOptions = {}): Adapter {
  const given: FetchAdapterOptions = {
    name: 'browser',
    supports,
    defaults,
    init: pageInit(options),
    measure,
  };
  return createFetchAdapter(options.fetch ? { ...given, fetch: options.fetch } : given);
}
