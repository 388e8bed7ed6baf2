import type { Head, Hop, WireRequest } from './adapter.ts';
import type { Settings } from './host.ts';
import type { NormalRequest } from './prepare.ts';
import { Refusal } from './errors.ts';
import { describe, textOf } from './tokens.ts';
import { originOf, toHref } from './url.ts';
import * as words from './words.ts';

function isAllowed(url: string, { domains }: Settings): boolean {
  return !domains || domains.includes(originOf(url));
}

function rewritten(url: string, { rewriteUrl }: Settings): string {
  if (!rewriteUrl) return url;
  let result: unknown = url;
  try {
    result = rewriteUrl(url);
    return toHref(textOf(result));
  } catch (cause) {
    throw new Refusal(words.url, describe(result), cause);
  }
}

/** The host's rules for one hop, in the order of SPEC call/check-order. Throws a refusal. */
export function toWire(
  { url, method, headers, body }: Hop,
  { certs, profile, http2, cache }: NormalRequest,
  settings: Settings,
  refusal: words.Words = words.domain,
): WireRequest {
  const isHome = isAllowed(url, settings);
  const target = isHome ? rewritten(url, settings) : url;
  const pins = settings.pinning ? settings.pinning.required(target, certs) : [];
  if (!isHome) throw new Refusal(refusal, new URL(url).host);
  return { url: target, method, headers, body, pins, profile, http2, cache };
}

/** Where the runtime followed redirects by itself: where it arrived, before any event (SPEC redirect/security). Throws a refusal. */
export function checkFinal({ url: arrived }: Head, { url: sent }: WireRequest, settings: Settings): void {
  // Same origin: it may be a rewritten one, which is on no list.
  if (!arrived || originOf(arrived) === originOf(sent) || isAllowed(arrived, settings)) return;
  throw new Refusal(words.redirectDomain, new URL(arrived).host);
}
