import type { Adapter, PinSet, WireRequest, Hop } from './adapter.ts';
import type { Failure } from './errors.ts';
import type { Settings } from './host.ts';
import type { NormalRequest } from './prepare.ts';
import { hostSets } from './host-pins.ts';
import { absoluteUrl, wireHref } from './url.ts';

/** Whether the host's allow-list lets this URL pass (SPEC §8, redirect/security). */
export function isAllowed(url: string, { domains }: Settings): boolean {
  return !domains || domains.has(new URL(url).origin);
}

function rewritten(url: string, { rewriteUrl }: Settings): string | Failure {
  if (!rewriteUrl) return url;
  try {
    const result: unknown = rewriteUrl(url);
    const target = typeof result === 'string' ? absoluteUrl(result) : undefined;
    return target ? wireHref(target) : { kind: 'url', detail: String(result) };
  } catch (cause) {
    return { kind: 'url', detail: url, cause };
  }
}

function pinsFor(
  url: string,
  certs: PinSet,
  { pins, passedPins }: Settings,
  { supports }: Adapter,
): readonly PinSet[] | Failure {
  if (!supports.pins) {
    return hostSets(new URL(url), pins).length > 0 ? { kind: 'certs-unsupported' } : [];
  }
  const sets = supports.pins.required(url, certs, pins);
  if (sets instanceof Error) return { kind: 'pin', cause: sets };
  return passedPins?.has(new URL(url).host) ? [] : sets;
}

/** The host's rules for one hop: pins never over http:, the domain list, where it really goes, the pins there. */
export function route(
  hop: Hop,
  request: NormalRequest,
  settings: Settings,
  adapter: Adapter,
): WireRequest | Failure {
  const asked = settings.rewriteUrl ? [] : pinsFor(hop.url, request.certs, settings, adapter);
  if ('kind' in asked) return asked;
  if (!isAllowed(hop.url, settings)) return { kind: 'domain' };
  const url = rewritten(hop.url, settings);
  if (typeof url !== 'string') return url;
  const pins = settings.rewriteUrl ? pinsFor(url, request.certs, settings, adapter) : asked;
  if ('kind' in pins) return pins;
  const { method, headers, body } = hop;
  const { profile, http2, cache } = request;
  return { url, method, headers, body, pins, profile, http2, cache };
}
