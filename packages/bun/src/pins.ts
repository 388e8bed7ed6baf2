import { createHash, X509Certificate } from 'node:crypto';
import { checkServerIdentity } from 'node:tls';
import type { PeerCertificate } from 'node:tls';
import type { PinSet, WireRequest } from '@wxreq/core';
import { matches, PinMismatch } from '@wxreq/core/pins';
import type { BunOptions } from './options.ts';

/** The `tls` member of Bun's `init`, as far as it is used. */
interface TlsInit extends BunOptions {
  readonly rejectUnauthorized?: true;
  readonly checkServerIdentity?: (host: string, certificate: PeerCertificate) => Error | undefined;
}

/**
 * What `fetch` is told of TLS. With pins Bun opens a connection for this request alone and asks before it writes to it
 * (SPEC certs/before-any-byte); it shows the leaf only, so the pin of an authority above it never matches.
 */
export function tlsFor({ url, pins }: WireRequest, options: BunOptions): { readonly tls: TlsInit } {
  if (pins.length === 0) return { tls: options };
  return {
    tls: {
      ...options,
      // Else NODE_TLS_REJECT_UNAUTHORIZED=0 would make fetch go on, whatever the check below says.
      rejectUnauthorized: true,
      // In place of Bun's own check of the name, not besides it.
      checkServerIdentity: (host, certificate) =>
        checkServerIdentity(host, certificate) ?? mismatch(new URL(url).host, pins, certificate),
    },
  };
}

function mismatch(host: string, pins: readonly PinSet[], { raw }: PeerCertificate): Error | undefined {
  const presented = [pinOf(raw)];
  return matches(pins, presented) ? undefined : new PinMismatch(host, pins, presented);
}

function pinOf(der: Uint8Array): string {
  const key = new X509Certificate(der).publicKey.export({ type: 'spki', format: 'der' });
  return `sha256/${createHash('sha256').update(key).digest('base64')}`;
}
