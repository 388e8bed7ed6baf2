import type { Host } from '@wxreq/core';

/** What only pages have to decide. */
export interface PageOptions {
  /** Whether cookies go with a request and are kept from its response. Default `same-origin`. */
  credentials?: 'omit' | 'same-origin' | 'include';
  /** `same-origin` refuses all other origins. Default `cors`. */
  mode?: 'cors' | 'same-origin';
  /** Instead of the page's `fetch`. */
  fetch?: typeof fetch;
}

/** Host options for pages. */
export interface BrowserHost extends Host, PageOptions {}

/** Splits host options into the page's, checked, and core's. Throws a TypeError that names the wrong one. */
export function splitHost(host: BrowserHost): [page: PageOptions, core: Host] {
  // Not an object: core says so.
  if (Object(host) !== host) return [{}, host];
  const { credentials, mode, fetch, ...core } = host;
  const page: PageOptions = {};
  if (credentials !== undefined) {
    page.credentials = oneOf('credentials', credentials, ['omit', 'same-origin', 'include']);
  }
  if (mode !== undefined) page.mode = oneOf('mode', mode, ['cors', 'same-origin']);
  if (fetch !== undefined) {
    if (typeof fetch !== 'function') throw new TypeError('createRequest: host.fetch should be a function');
    page.fetch = fetch;
  }
  return [page, core];
}

function oneOf<T extends string>(name: string, value: T, allowed: readonly T[]): T {
  if (allowed.includes(value)) return value;
  throw new TypeError(`createRequest: host.${name} should be ${allowed.join(' or ')}`);
}
