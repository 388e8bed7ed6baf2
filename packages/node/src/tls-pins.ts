import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { PinSet } from '@wxreq/core';
import { matches, PinMismatch } from '@wxreq/core/pins';
import { pinOf, shownChain, signedChain } from './chain.ts';
import { mark } from './failures.ts';

/**
 * Why this connection must not carry a request with these pins; undefined if it may (SPEC certs/match). Ask after the
 * handshake and before anyone writes. A resumed session shows no certificate, so it never may.
 */
export function refusal(socket: Socket, host: string, sets: readonly PinSet[]): Error | undefined {
  if (!(socket instanceof TLSSocket)) return new PinMismatch(host, sets, []);
  if (!socket.authorized)
    return mark(new Error(`certificate not verified: ${String(socket.authorizationError)}`), 'cert');
  const shown = socket.isSessionReused() ? [] : shownChain(socket.getPeerCertificate(true));
  const presented = signedChain(shown).map(pinOf);
  return matches(sets, presented) ? undefined : new PinMismatch(host, sets, presented);
}

/** Closes the connection when its certificate changes to one without these pins: TLS 1.2 can shake hands anew at any time. */
export function keepChecking(socket: Socket, host: string, sets: readonly PinSet[]): void {
  socket.on('secureConnect', () => {
    const refused = refusal(socket, host, sets);
    if (refused !== undefined) socket.destroy(refused);
  });
}
