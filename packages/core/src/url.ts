import { Refusal } from './errors.ts';
import * as words from './words.ts';

/**
 * What is sent of an http(s) URL: the parsed `href` without its fragment; resolved against `base` where it has no scheme.
 * Throws a refusal where it does not parse, has another scheme or credentials (SPEC call/bad-url, url/fragment).
 */
export function toHref(text: string, base?: string): string {
  try {
    const isRelative = !/^([a-z][a-z0-9+.-]*:|[\0- ])/i.test(text);
    const whole = isRelative ? new URL(text, base).href : text;
    const { href, username, password } = new URL(whole);
    if (/^https?:\/\//i.test(whole) && !username && !password) return href.replace(/#.*/, '');
  } catch {
    // It does not parse: refused below.
  }
  throw new Refusal(words.url, text);
}

/** Scheme, host and port. */
export function originOf(url: string): string {
  return new URL(url).origin;
}
