import { TransportError } from '@wxreq/core';
import type { FailureKind } from '@wxreq/core';
import { PinMismatch } from '@wxreq/core/pins';

/** Codes of Bun's network errors (SPEC §6). */
const kinds: Readonly<Record<string, FailureKind>> = {
  ENOTFOUND: 'dns',
  EAI_AGAIN: 'dns',
  ECONNREFUSED: 'refused',
  ConnectionRefused: 'refused',
  ECONNRESET: 'reset',
  ConnectionClosed: 'reset',
  EPIPE: 'reset',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  ETIMEDOUT: 'connect-timeout',
  ERR_TLS_CERT_ALTNAME_INVALID: 'cert-name',
  CERT_HAS_EXPIRED: 'cert-date',
  CERT_NOT_YET_VALID: 'cert-date',
  UNABLE_TO_GET_ISSUER_CERT: 'cert-authority',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'cert-authority',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'cert-authority',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'cert-authority',
  SELF_SIGNED_CERT_IN_CHAIN: 'cert-authority',
  EPROTO: 'tls',
};

/** Every kind of failure that Bun tells apart. */
export const failureKinds: readonly FailureKind[] = [...new Set(Object.values(kinds)), 'pin'];

/** An error of Bun's `fetch` as a failure; its own code says which. */
export function toError(error: unknown): TransportError {
  return new TransportError(kindOf(error), error);
}

function kindOf(error: unknown): FailureKind {
  if (error instanceof PinMismatch) return 'pin';
  const code: unknown = error instanceof Error && 'code' in error ? error.code : undefined;
  return (typeof code === 'string' && Object.hasOwn(kinds, code) && kinds[code]) || 'unknown';
}
