import type { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import tls from 'node:tls';
import { shownChain } from '../chain.ts';

/** What a server shows. */
export interface Shown {
  /** The leaf, then those that bear the names above it. */
  readonly certificates: readonly X509Certificate[];
  /** Why a request would not trust it; undefined if it would. */
  readonly doubt: string | undefined;
}

const timeoutMs = 10_000;

/** Asks a server for its certificates. Sends nothing, and takes those too that cannot be trusted. */
export function askServer(hostname: string, port: number, ca: Buffer | undefined): Promise<Shown> {
  return new Promise((resolve, reject) => {
    const socket = tls.connect({
      host: hostname,
      port,
      rejectUnauthorized: false,
      timeout: timeoutMs,
      ...(isIP(hostname) === 0 ? { servername: hostname } : {}),
      ...(ca === undefined ? {} : { ca }),
    });
    const fail = (why: string): void => {
      socket.destroy();
      reject(new Error(`${hostname}:${String(port)} shows no certificate: ${why}`));
    };
    socket.once('timeout', () => {
      fail(`no answer within ${String(timeoutMs / 1000)} s`);
    });
    socket.once('error', error => {
      fail(wordsOf(error));
    });
    socket.once('secureConnect', () => {
      const certificates = shownChain(socket.getPeerCertificate(true));
      // Node's types call it an error; it is a code, or null.
      const doubt: unknown = socket.authorizationError;
      socket.destroy();
      resolve({ certificates, doubt: socket.authorized ? undefined : String(doubt) });
    });
  });
}

/** OpenSSL's errors have their reason apart; happy eyeballs gives an error without words that holds one for each address. */
function wordsOf(error: unknown): string {
  if (error instanceof AggregateError) return wordsOf(error.errors[0]);
  if (!(error instanceof Error)) return String(error);
  return 'reason' in error && typeof error.reason === 'string' ? error.reason : error.message;
}
