import type { Adapter, AdapterDefaults, WireRequest } from '@wxreq/core';
import { createFetchAdapter } from '@wxreq/core/fetch';
import type { PageOptions } from './host.ts';
import { measure } from './profile.ts';
import { supports } from './supports.ts';

/** What a page does unless its host says otherwise. */
export const defaults: AdapterDefaults = {
  // On a GET the default content-type says nothing and costs every cross-origin one a preflight.
  contentType: 'with-body',
  maxConcurrent: 10,
  baseUrl() {
    if (typeof document === 'object') return document.baseURI;
    return typeof location === 'object' ? location.href : undefined;
  },
  onCallbackError(error) {
    if (typeof reportError === 'function') reportError(error);
    else console.error(error);
  },
};

/** The members of `fetch`'s `init` that only pages have. */
export function pageInit({ credentials, mode }: PageOptions): (request: WireRequest) => object {
  return ({ headers }) => {
    // As a header it would be dropped. Of another origin the browser takes none.
    const own = headers.find(
      ([name, value]) => name === 'referer' && value.startsWith(location.origin + '/'),
    );
    return { credentials, mode, referrer: own && own[1] };
  };
}

/** The page's own `fetch` as an adapter. */
export function createBrowserAdapter(options: PageOptions = {}): Adapter {
  return createFetchAdapter({
    name: 'browser',
    supports,
    defaults,
    init: pageInit(options),
    measure,
    fetch: options.fetch,
  });
}
