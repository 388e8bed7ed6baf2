import type { WireRequest } from '@wxreq/core';
import type { Ticket, TicketOptions } from './ticket.ts';

/** A request in undici's words. */
export function toOutgoing(request: WireRequest, ticket: Ticket): TicketOptions {
  const { origin, hostname, path } = toTarget(request);
  const { body } = request;
  const headers: string[] = [];
  for (const [name, value] of request.headers) headers.push(name, value); // `flat` takes ten times as long
  return {
    origin,
    path,
    method: request.method,
    headers,
    body: body === undefined ? null : Buffer.from(body.buffer, body.byteOffset, body.byteLength),
    servername: hostname,
    // Only HTTP/2 asks. Else a POST would wait until every other stream of its connection has ended.
    idempotent: true,
    // Core owns the clock.
    headersTimeout: 0,
    bodyTimeout: 0,
    ticket,
  };
}

/** CONNECT is HTTP/1.1 (SPEC method/connect), and undici sends a body over HTTP/2 only where the method calls for one. */
export function fitsHttp2({ method, body }: WireRequest): boolean {
  return method !== 'CONNECT' && (body === undefined || ['POST', 'PUT', 'PATCH'].includes(method));
}

interface Target {
  readonly origin: string;
  /** What TLS is to ask for. */
  readonly hostname: string;
  /** The request-target: path and query, or host:port for CONNECT (SPEC method/connect). */
  readonly path: string;
}

/** Takes a parsed URL's `href` apart; parsing it again would cost ten times as much. */
function toTarget({ url, method }: WireRequest): Target {
  const authorityAt = url.indexOf('//') + 2;
  const pathAt = url.indexOf('/', authorityAt);
  const origin = url.slice(0, pathAt);
  const authority = url.slice(authorityAt, pathAt);
  const portAt = authority.indexOf(':', authority.lastIndexOf(']') + 1);
  const hostname = portAt === -1 ? authority : authority.slice(0, portAt);
  if (method !== 'CONNECT') return { origin, hostname, path: url.slice(pathAt) };
  const port = portAt === -1 ? (url.startsWith('https:') ? ':443' : ':80') : authority.slice(portAt);
  return { origin, hostname, path: hostname + port };
}
