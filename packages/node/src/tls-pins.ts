import { createHash, X509Certificate } from 'node:crypto';
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { PinSet } from '@wxreq/core';
import { matches, PinMismatch } from '@wxreq/core/pins';
import { mark } from './failures.ts';

const mostLinks = 10;

/** A certificate as a socket shows it; Node's types leave out that there may be none. */
interface Link {
  readonly raw?: Buffer;
  readonly issuerCertificate?: Link;
}

/**
 * Why this connection must not carry a request with these pins; undefined if it may (SPEC certs/match). Ask after the
 * handshake and before anyone writes. A resumed session shows no certificate, so it never may.
 */
export function refusal(socket: Socket, host: string, sets: readonly PinSet[]): Error | undefined {
  if (!(socket instanceof TLSSocket)) return new PinMismatch(host, sets, []);
  if (!socket.authorized)
    return mark(new Error(`certificate not verified: ${String(socket.authorizationError)}`), 'cert');
  const presented = socket.isSessionReused() ? [] : chainPins(socket.getPeerCertificate(true));
  return matches(sets, presented) ? undefined : new PinMismatch(host, sets, presented);
}

/**
 * The pins of the leaf and of every certificate above it that signed the one below. Being sent along is not enough, nor is
 * bearing the issuer's name, nor having signed without being an authority.
 */
function chainPins(leaf: Link): string[] {
  const pins: string[] = [];
  let below: X509Certificate | undefined;
  for (let link: Link | undefined = leaf; link?.raw !== undefined; link = link.issuerCertificate) {
    const certificate = new X509Certificate(link.raw);
    if (below !== undefined && !signed(certificate, below)) break;
    pins.push(pinOf(certificate));
    below = certificate;
    if (pins.length > mostLinks) break;
  }
  return pins;
}

/** False for a root and itself: it has been counted. */
function signed(issuer: X509Certificate, below: X509Certificate): boolean {
  return (
    issuer.fingerprint256 !== below.fingerprint256 &&
    issuer.ca &&
    below.checkIssued(issuer) &&
    below.verify(issuer.publicKey)
  );
}

/** `sha256/` and the hash of the public key as it stands in the certificate (SPEC certs/format). */
function pinOf(certificate: X509Certificate): string {
  const spki = certificate.publicKey.export({ type: 'spki', format: 'der' });
  return `sha256/${createHash('sha256').update(spki).digest('base64')}`;
}
