import type { RawHeader } from '../script.ts';

function find(headers: readonly RawHeader[], name: string): string | undefined {
  return headers.find(([key]) => key.toLowerCase() === name)?.[1];
}

/** What a response needs so that a page of another origin may read all of it; nothing where no page asks. */
export function corsHeaders(request: readonly RawHeader[], exposed: readonly string[]): readonly RawHeader[] {
  const origin = find(request, 'origin');
  if (origin === undefined) return [];
  return [
    ['access-control-allow-origin', origin],
    ['access-control-allow-credentials', 'true'],
    ['access-control-expose-headers', exposed.join(', ')],
    ['timing-allow-origin', origin],
    ['vary', 'origin'],
  ];
}

/** A page asking whether it may: not a request of the case's. */
export function isPreflight(method: string, request: readonly RawHeader[]): boolean {
  return method === 'OPTIONS' && find(request, 'access-control-request-method') !== undefined;
}

/** Yes to everything, not to be remembered, so that each case's preflights are its own. */
export function preflightHeaders(request: readonly RawHeader[]): readonly RawHeader[] {
  return [
    ...corsHeaders(request, []),
    ['access-control-allow-methods', find(request, 'access-control-request-method') ?? '*'],
    ['access-control-allow-headers', find(request, 'access-control-request-headers') ?? '*'],
    ['access-control-allow-private-network', 'true'],
    ['access-control-max-age', '0'],
  ];
}
