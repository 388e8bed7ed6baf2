import type { Course, Head, HeaderPair, Hop, HopSettings } from './adapter.ts';
import { TransportError } from './errors.ts';
import { toHref } from './url.ts';

/** A hop that a redirect leads to, or the head that ends the redirects; `endsHere`: no body is wanted behind it. */
type Verdict = { readonly hop: Hop } | { readonly head: Head; readonly endsHere: boolean };

const statuses = [301, 302, 303, 307, 308];
const bodyHeader = /^content-(type|encoding|language|location)$/;
const originBound = /^(authorization|cookie|host|origin)$/;

const isLocation = ([name]: HeaderPair): boolean => name.toLowerCase() === 'location';

/** Servers write UTF-8 into Location; header values are read as Latin-1. Browsers undo that, so do we. */
function asUtf8(value: string): string {
  const codes = Array.from(value, character => character.charCodeAt(0));
  // No byte: the runtime has undone it already, as workerd does.
  if (codes.some(code => code > 0xff)) return value;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(codes));
  } catch {
    // Not UTF-8: it was Latin-1 after all.
    return value;
  }
}

function becomesGet(method: string, status: number): boolean {
  if (status === 303) return method !== 'HEAD' && method !== 'GET';
  return (status === 301 || status === 302) && method === 'POST';
}

function follow(hop: Hop, target: string, toGet: boolean): Hop {
  const crosses = new URL(target).origin !== new URL(hop.url).origin;
  const stays = ([name]: HeaderPair): boolean =>
    !(toGet && bodyHeader.test(name)) && !(crosses && originBound.test(name));
  return {
    url: toHref(target),
    method: toGet ? 'GET' : hop.method,
    headers: hop.headers.filter(stays),
    body: toGet ? undefined : hop.body,
  };
}

/** The absolute target of a redirect; undefined where it is not one, does not parse, is no http(s) URL or has credentials. */
function resolve(location: string, url: string): string | undefined {
  try {
    const { href } = new URL(asUtf8(location), url);
    return toHref(href) && href;
  } catch {
    // It cannot be followed: that is the answer.
  }
  return undefined;
}

/** `redirect: 'manual'`: this head is the result, its location absolute (SPEC redirect/manual). */
function manual(head: Head, target: string | undefined): Verdict {
  if (target === undefined) return { head, endsHere: true };
  const others = head.headers.filter(pair => !isLocation(pair));
  return { head: { ...head, headers: [...others, ['location', target]] }, endsHere: true };
}

/** What a hop's head means, after so many redirects (SPEC §5). Throws where the redirect is refused. */
export function judge(
  hop: Hop,
  head: Head,
  redirects: number,
  { isManual }: Course,
  { maxRedirects, quirks }: HopSettings,
): Verdict {
  // A tunnel's answer has no body, wherever it points (SPEC method/connect).
  if (hop.method === 'CONNECT') return { head, endsHere: true };
  const isRedirect = (quirks ? quirks.followedStatuses : statuses).includes(head.status);
  // One that is merely repeated is one. Of several, none is the server's word: somebody may have smuggled one in.
  const locations = isRedirect ? new Set(head.headers.filter(isLocation).map(([, value]) => value)) : [];
  const [location, ...others] = locations;
  if (location === undefined) return { head, endsHere: false };
  const target = others.length > 0 ? undefined : resolve(location, hop.url);
  if (isManual) return manual(head, target);
  if (target === undefined) throw new TransportError('url', undefined, [...locations].join(', '));
  if (redirects >= maxRedirects) throw new TransportError('redirects', undefined, String(maxRedirects));
  const toGet = !quirks && becomesGet(hop.method, head.status);
  return { hop: follow(hop, target, toGet) };
}
