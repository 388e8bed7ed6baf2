import type { Host } from '@wxreq/core';

/** What only pages have to decide. */
export interface PageOptions {
  /** Whether cookies go with a request and are kept from its response. Default `same-origin`. */
  credentials?: 'omit' | 'same-origin' | 'include' | undefined;
  /** `same-origin` refuses all other origins. Default `cors`. */
  mode?: 'cors' | 'same-origin' | undefined;
  /** Instead of the page's `fetch`. */
  fetch?: typeof fetch | undefined;
}

/** Host options for pages. */
export interface BrowserHost extends Host, PageOptions {}

/** Splits host options into the page's, checked, and core's. Throws a TypeError that names the wrong one. */
export function splitHost(host: BrowserHost): [page: PageOptions, core: Host] {
  // Not an object: core says so.
  if (Object(host) !== host) return [{}, host];
  const { credentials, mode, fetch, ...core } = host;
  check('credentials', credentials, ['omit', 'same-origin', 'include']);
  check('mode', mode, ['cors', 'same-origin']);
  check('fetch', fetch === undefined ? fetch : `a ${typeof fetch}`, ['a function']);
  return [{ credentials, mode, fetch }, core];
}

function check(name: string, value: unknown, allowed: readonly unknown[]): void {
  if (value === undefined || allowed.includes(value)) return;
  throw new TypeError(`createRequest: host.${name} should be ${allowed.join(' or ')}`);
}
