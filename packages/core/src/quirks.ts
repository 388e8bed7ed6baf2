import type { EncodedEntry } from './query.ts';

/** Where real WeChat differs from this project's rules, as data and pure functions. */
export interface Quirks {
  /** Failures of the parameters fire inside `request()`, which then gives undefined (SPEC call/later). */
  readonly failsInCall: boolean;
  /** Typed arrays are sent as `{"0":1}` (SPEC body/binary). */
  readonly viewsAsJson: boolean;
  /** The statuses that are followed; the method is kept (SPEC redirect/follow). */
  readonly followedStatuses: readonly number[];
  /** What stands between repeated headers (SPEC response/header). */
  readonly headerSeparator: string;
  /** Puts entries into a URL's query (SPEC url/get-merge). */
  readonly mergeQuery: (url: string, entries: readonly EncodedEntry[]) => string;
  /** A developer's header value as text (SPEC header/values). */
  readonly headerValue: (value: unknown) => string | undefined;
  /** What `cookies` is, of each `Set-Cookie` by itself (SPEC response/cookies). */
  readonly cookies: (each: string[]) => string[];
}

function mergeLossy(url: string, entries: readonly EncodedEntry[]): string {
  if (entries.length === 0) return url;
  const path = url.replace(/\?.*/s, '');
  const [, query = ''] = url.split('?');
  const merged = new Map<string, string>();
  for (const piece of query.split('&')) {
    const name = piece.replace(/=.*/s, '');
    const [, value] = piece.split('=');
    if (name !== '') merged.set(name, String(value));
  }
  for (const [name, value] of entries) merged.set(name, value);
  return `${path}?${Array.from(merged, ([name, value]) => `${name}=${value}`).join('&')}`;
}

/** Bug for bug what WeChat's base library 2.30.3 was seen to do, wherever a rule of the specification says "(WeChat …)". */
export const wechat: Quirks = {
  failsInCall: true,
  viewsAsJson: true,
  followedStatuses: [301, 302, 307],
  headerSeparator: ',',
  mergeQuery: mergeLossy,
  headerValue: value =>
    typeof value === 'string' || typeof value === 'number'
      ? String(value)
      : Object.prototype.toString.call(value),
  // Joined, and taken apart again.
  cookies: each =>
    each
      .join(',')
      .replace(/(expires=\w+),/gi, '$1')
      .split(',')
      .filter(cookie => cookie !== '')
      .map(cookie => cookie.trim()),
};
