import type { Host, OptionCheck } from '@wxreq/core';

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

const oneOf =
  (...words: readonly unknown[]): OptionCheck =>
  value =>
    words.includes(value);

/** What core is to make of them. */
export const options: Readonly<Record<keyof PageOptions, OptionCheck>> = {
  credentials: oneOf('omit', 'same-origin', 'include'),
  mode: oneOf('cors', 'same-origin'),
  fetch: value => typeof value === 'function',
};
