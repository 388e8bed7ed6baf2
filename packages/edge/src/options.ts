import type { FetchFunction } from '@wxreq/core/fetch';

/** How requests travel from this worker. */
export interface EdgeOptions {
  /** Instead of the global `fetch`, such as a service binding's: `(url, init) => env.API.fetch(url, init)`. */
  readonly fetch?: FetchFunction | undefined;
}

/** Splits off what is no host option of core's. Throws a TypeError that names a wrong one. */
export function splitOptions<T extends EdgeOptions>(options: T): [own: EdgeOptions, core: Omit<T, 'fetch'>] {
  // Not an object: core says so.
  if (Object(options) !== options) return [{}, options];
  const { fetch, ...core } = options;
  if (fetch !== undefined && typeof fetch !== 'function')
    throw new TypeError('createRequest: host.fetch should be a function');
  return [{ fetch }, core];
}
