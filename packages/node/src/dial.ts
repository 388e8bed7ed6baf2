import { Socket } from 'node:net';
import type { buildConnector as Connector } from 'undici';
import type { PinSet } from '@wxreq/core';
import { kindOf, mark } from './failures.ts';
import type { NodeOptions, Pem } from './options.ts';
import { keepTimes } from './sockets.ts';
import type { ConnectTimes } from './sockets.ts';
import { keepChecking, refusal } from './tls-pins.ts';
import { buildConnector } from './undici.ts';

/** Where to connect to. */
export type Target = Connector.Options;

/** Told once: a connection that stands and may be used, or why there is none. */
export type Connected = Connector.Callback;

/** A connection that is being opened, and can be given up. */
export interface Opening {
  destroy(error: Error): unknown;
}

/** Opens a connection. */
export type Dial = (target: Target, connected: Connected) => Opening | undefined;

/** How long a connection may take to stand, in ms. */
export const connectTimeoutMs = ({ connectTimeout = 10_000 }: NodeOptions): number => connectTimeout;

/**
 * How to trust the other side and what to speak with it. With pins: no session is resumed, because a resumed one shows no
 * certificate, and NODE_TLS_REJECT_UNAUTHORIZED has no say (SPEC §7).
 */
export function tlsOptions(options: NodeOptions, pinned: boolean, http2: boolean): Connector.BuildOptions {
  const { ca, cert, key } = options;
  return {
    timeout: connectTimeoutMs(options),
    allowH2: http2,
    ...(ca === undefined ? {} : { ca: [ca].flat().map(toTlsPem) }),
    ...(cert === undefined ? {} : { cert: toTlsPem(cert) }),
    ...(key === undefined ? {} : { key: toTlsPem(key) }),
    ...(pinned ? { maxCachedSessions: 0, rejectUnauthorized: true } : {}),
  };
}

/** Straight to the origin. The name that TLS asks for is the URL's, whatever the `host` header says (SPEC header/transport). */
export function direct(options: NodeOptions, pins: readonly PinSet[], http2: boolean): Dial {
  // undici's types keep quiet about it, but it returns the socket.
  const open: (target: Target, connected: Connected) => unknown = buildConnector(
    tlsOptions(options, pins.length > 0, http2),
  );

  return (target, connected) => {
    const secure = target.protocol === 'https:';
    const times = startTimes();
    const opening = open(nameless(target), (...[error, socket]) => {
      if (error !== null) {
        connected(secure && times.connectEnd > 0 ? inHandshake(error) : error, null);
        return;
      }
      if (secure) times.tlsEnd = Date.now();
      keepTimes(socket, times);
      check(socket, target, pins, connected);
    });
    return opening instanceof Socket ? measure(opening, secure, times) : undefined;
  };
}

/** Without undici's idea of the TLS name, which may come from the `host` header, it takes the URL's; none for an IP address. */
function nameless(target: Target): Target {
  const copy = { ...target };
  delete copy.servername;
  return copy;
}

/** Hands over a connection that has these pins, and closes one that has not (SPEC certs/before-any-byte). */
export function check(socket: Socket, target: Target, pins: readonly PinSet[], connected: Connected): void {
  if (pins.length === 0) {
    connected(null, socket);
    return;
  }
  const { hostname, host = hostname } = target;
  const refused = refusal(socket, host, pins);
  if (refused !== undefined) {
    socket.destroy();
    connected(refused, null);
    return;
  }
  keepChecking(socket, host, pins);
  connected(null, socket);
}

/** Whatever ends a handshake is a TLS failure, but for bad certificates and lack of time. */
function inHandshake(error: Error): Error {
  const kind = kindOf(error);
  return kind === 'connect-timeout' || kind.startsWith('cert') ? error : mark(error, 'tls');
}

function startTimes(): ConnectTimes {
  const now = Date.now();
  return { lookUpStart: now, lookUpEnd: now, connectStart: now, connectEnd: 0, tlsStart: 0, tlsEnd: 0 };
}

function measure(socket: Socket, secure: boolean, times: ConnectTimes): Socket {
  // An IP address is not looked up.
  socket.once('lookup', () => {
    times.lookUpEnd = times.connectStart = Date.now();
  });
  // Before undici hears of it, and writes.
  socket.prependOnceListener('connect', () => {
    times.connectEnd = Date.now();
    if (secure) times.tlsStart = times.connectEnd;
  });
  return socket;
}

function toTlsPem(pem: Pem): string | Buffer {
  return typeof pem === 'string' ? pem : Buffer.from(pem.buffer, pem.byteOffset, pem.byteLength);
}
