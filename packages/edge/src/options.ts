import type { OptionCheck } from '@wxreq/core';
import type { FetchFunction } from '@wxreq/core/fetch';

/** How requests travel from this worker. */
export interface EdgeOptions {
  /** Instead of the global `fetch`, such as a service binding's: `(url, init) => env.API.fetch(url, init)`. */
  readonly fetch?: FetchFunction | undefined;
}

/** What core is to make of them. */
export const options: Readonly<Record<keyof EdgeOptions, OptionCheck>> = {
  fetch: value => typeof value === 'function',
};
