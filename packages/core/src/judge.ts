import type { Adapter, Head, Hop, Hops, WireRequest } from './adapter.ts';
import type { Failure } from './errors.ts';
import type { Settings } from './host.ts';
import type { NormalRequest } from './prepare.ts';
import { isAllowed, route } from './route.ts';

/** A hop and what goes over the wire for it. */
export interface Leg {
  readonly hop: Hop;
  readonly wire: WireRequest;
}

/** The head of the result; `endsHere`: no body is wanted behind it. */
export interface FinalHead {
  readonly final: Head;
  readonly endsHere: boolean;
}

/** Where a request stands among its redirects. */
export interface Course extends Leg {
  readonly redirects: number;
  readonly request: NormalRequest;
}

function withLocation(head: Head, target: string | undefined): Head {
  const headers = head.headers.map(
    ([name, value]) => [name, name.toLowerCase() === 'location' ? (target ?? value) : value] as const,
  );
  return { ...head, headers };
}

function follow(
  course: Course,
  head: Head,
  location: string,
  hops: Hops,
  settings: Settings,
  adapter: Adapter,
) {
  const { hop, redirects, request } = course;
  const { maxRedirects, quirks } = settings;
  const target = hops.resolve(hop.url, location);
  if (target === undefined) return { kind: 'url', detail: location } as const;
  if (redirects >= maxRedirects) return { kind: 'redirects', detail: String(maxRedirects) } as const;
  const nextHop = hops.follow(hop, quirks ? 307 : head.status, target);
  const wire = route(nextHop, request, settings, adapter);
  if (!('kind' in wire)) return { hop: nextHop, wire };
  return wire.kind === 'domain' ? ({ kind: 'redirect-domain', detail: new URL(target).host } as const) : wire;
}

function leavesDomains({ wire }: Leg, { url }: Head, settings: Settings): Failure | undefined {
  if (url === undefined || !settings.domains) return undefined;
  const { origin, host } = new URL(url);
  const stayed = origin === new URL(wire.url).origin;
  return stayed || isAllowed(url, settings) ? undefined : { kind: 'redirect-domain', detail: host };
}

/** What a head means: the next leg, the result's head, or why the request fails (SPEC §5). */
export function judge(
  course: Course,
  head: Head,
  settings: Settings,
  adapter: Adapter,
): Leg | FinalHead | Failure {
  const { hops } = adapter.supports;
  const { isManual } = course.request;
  const isTunnel = course.hop.method === 'CONNECT';
  if (!hops || isTunnel) return leavesDomains(course, head, settings) ?? { final: head, endsHere: isTunnel };
  const location = hops.location(head);
  const isFollowed = settings.quirks?.followedStatuses.includes(head.status) ?? true;
  if (location === undefined || !isFollowed) return { final: head, endsHere: false };
  if (isManual) return { final: withLocation(head, hops.resolve(course.hop.url, location)), endsHere: true };
  return follow(course, head, location, hops, settings, adapter);
}
