import type { HeaderPair } from './adapter.ts';
import type { Header } from './api.ts';
import { define } from './define.ts';

const titled = (name: string): string => name.replace(/(^|-)[a-z]/g, start => start.toUpperCase());

/** A response's header as a plain object, repeats joined; and each `Set-Cookie` as one string (SPEC response/header, /cookies). */
export function readHeader(
  pairs: readonly HeaderPair[],
  titleCase: boolean,
  separator = ', ',
): { header: Header; cookies: string[] } {
  const header: Header = {};
  const cookies: string[] = [];
  for (const [rawName, value] of pairs) {
    const lower = rawName.toLowerCase();
    if (lower === 'set-cookie') cookies.push(value);
    const name = titleCase ? titled(lower) : lower;
    // What is inherited is no text.
    const before: unknown = header[name];
    const joined = typeof before === 'string' ? before + separator + value : value;
    // Assigned, this one name would set the prototype.
    if (name === '__proto__') define(header, name, joined);
    else header[name] = joined;
  }
  return { header, cookies };
}

/** Takes apart what a platform without a list of cookies gives: one string, joined with commas. For adapters. */
export function splitCookies(joined: string): string[] {
  return joined === '' ? [] : joined.split(/,\s*(?=[^\s;,=]+=)/);
}

/** A header's value, however its name is spelled; undefined where there is none (SPEC response/header). */
export function headerOf(header: Readonly<Record<string, string>>, name: string): string | undefined {
  const wanted = name.toLowerCase();
  for (const key of Object.keys(header)) if (key.toLowerCase() === wanted) return header[key];
  return undefined;
}
