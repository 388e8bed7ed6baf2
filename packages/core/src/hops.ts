import type { Head, HeaderPair, Hop, Hops } from './adapter.ts';
import { absoluteUrl, wireHref } from './url.ts';

const statuses = [301, 302, 303, 307, 308];
const bodyHeader = /^content-(type|encoding|language|location)$/;
const originBound = /^(authorization|cookie|host|origin)$/;

/** Servers write UTF-8 into Location; header values are read as Latin-1. Browsers undo that, so do we. */
function asUtf8(latin1: string): string {
  if (!/[\x80-\xff]/.test(latin1)) return latin1;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(latin1, c => c.charCodeAt(0)));
  } catch {
    // Not UTF-8: it was Latin-1 after all.
    return latin1;
  }
}

function location(head: Head): string | undefined {
  if (!statuses.includes(head.status)) return undefined;
  return head.headers.find(([name]) => name.toLowerCase() === 'location')?.[1];
}

function resolve(url: string, text: string): string | undefined {
  try {
    const target = absoluteUrl(new URL(asUtf8(text), url).href);
    return target?.href;
  } catch {
    // It does not resolve: that is the answer.
    return undefined;
  }
}

function becomesGet(method: string, status: number): boolean {
  if (status === 303) return method !== 'HEAD' && method !== 'GET';
  return (status === 301 || status === 302) && method === 'POST';
}

function follow(hop: Hop, status: number, target: string): Hop {
  const toGet = becomesGet(hop.method, status);
  const url = new URL(target);
  const crosses = url.origin !== new URL(hop.url).origin;
  const stays = ([name]: HeaderPair): boolean =>
    !(toGet && bodyHeader.test(name)) && !(crosses && originBound.test(name));
  return {
    url: wireHref(url),
    method: toGet ? 'GET' : hop.method,
    headers: hop.headers.filter(stays),
    body: toGet ? undefined : hop.body,
  };
}

/** Redirects as the Fetch standard has them (SPEC §5). For adapters whose runtime reports 3xx heads: `supports.hops`. */
export const hops: Hops = { location, resolve, follow };
