import type { FailureKind } from '@wxreq/core';
import { PinMismatch } from '@wxreq/core/pins';

/** Every kind of failure that this runtime tells apart (SPEC §6). */
export const failureKinds: readonly FailureKind[] = [
  'dns',
  'refused',
  'reset',
  'unreachable',
  'connect-timeout',
  'proxy',
  'tunnel',
  'cert-name',
  'cert-date',
  'cert-authority',
  'cert',
  'tls',
  'protocol',
  'head-size',
  'encoding',
  'pin',
];

/** Codes of Node, OpenSSL and undici. */
const kinds: Readonly<Record<string, FailureKind>> = {
  ENOTFOUND: 'dns',
  EAI_AGAIN: 'dns',
  EAI_FAIL: 'dns',
  EAI_NODATA: 'dns',
  EAI_NONAME: 'dns',
  ECONNREFUSED: 'refused',
  EHOSTUNREACH: 'unreachable',
  EHOSTDOWN: 'unreachable',
  ENETUNREACH: 'unreachable',
  ENETDOWN: 'unreachable',
  EADDRNOTAVAIL: 'unreachable',
  ETIMEDOUT: 'connect-timeout',
  UND_ERR_CONNECT_TIMEOUT: 'connect-timeout',
  ECONNRESET: 'reset',
  ECONNABORTED: 'reset',
  EPIPE: 'reset',
  UND_ERR_SOCKET: 'reset',
  UND_ERR_INFO: 'reset',
  // The body ended before its content-length, or before its last chunk.
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'reset',
  HPE_INVALID_EOF_STATE: 'reset',
  UND_ERR_HEADERS_OVERFLOW: 'head-size',
  UND_ERR_PRX_TLS: 'proxy',
  ERR_TLS_CERT_ALTNAME_INVALID: 'cert-name',
  HOSTNAME_MISMATCH: 'cert-name',
  CERT_HAS_EXPIRED: 'cert-date',
  CERT_NOT_YET_VALID: 'cert-date',
  UNABLE_TO_GET_ISSUER_CERT: 'cert-authority',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'cert-authority',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'cert-authority',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'cert-authority',
  SELF_SIGNED_CERT_IN_CHAIN: 'cert-authority',
  CERT_UNTRUSTED: 'cert-authority',
  UNABLE_TO_DECRYPT_CERT_SIGNATURE: 'cert',
  UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY: 'cert',
  ERROR_IN_CERT_NOT_BEFORE_FIELD: 'cert',
  ERROR_IN_CERT_NOT_AFTER_FIELD: 'cert',
  CERT_SIGNATURE_FAILURE: 'cert',
  CERT_CHAIN_TOO_LONG: 'cert',
  CERT_REVOKED: 'cert',
  CERT_REJECTED: 'cert',
  INVALID_CA: 'cert',
  INVALID_PURPOSE: 'cert',
  PATH_LENGTH_EXCEEDED: 'cert',
  EPROTO: 'tls',
};

const families: readonly (readonly [start: string, kind: FailureKind])[] = [
  ['HPE_', 'protocol'],
  ['ERR_HTTP2_', 'protocol'],
  ['ERR_SSL_', 'tls'],
  ['ERR_TLS_', 'tls'],
];

/** What undici calls a head that no request asked for: a 100 without `expect`, a 101 without `upgrade`. */
const badHeads = /^bad (response|upgrade)$/;

/** A proxy that asks for a password, where there is no tunnel. */
const refusedByProxy = /^Proxy Authentication Required/;

const known = new WeakMap<Error, FailureKind>();

/** Notes what only the place where it happened can tell: in which phase, at whose end. */
export function mark(error: Error, kind: FailureKind): Error {
  known.set(error, kind);
  return error;
}

/** The kind of an error of Node's or undici's (SPEC §6). */
export function kindOf(error: unknown): FailureKind {
  if (!(error instanceof Error)) return 'unknown';
  const marked = known.get(error);
  if (marked !== undefined) return marked;
  if (error instanceof PinMismatch) return 'pin';
  // Happy eyeballs: one error for each address. The first one's is the address that the resolver prefers.
  if (error instanceof AggregateError) return kindOf(error.errors[0]);
  if (badHeads.test(error.message)) return 'protocol';
  if (refusedByProxy.test(error.message)) return 'tunnel';
  if (error.name === 'HTTPParserError' && !('code' in error && error.code !== undefined)) return 'protocol';
  return 'code' in error && typeof error.code === 'string' ? kindOfCode(error.code) : 'unknown';
}

function kindOfCode(code: string): FailureKind {
  const own = Object.hasOwn(kinds, code) ? kinds[code] : undefined;
  return own ?? families.find(([start]) => code.startsWith(start))?.[1] ?? 'unknown';
}

/**
 * The kind of the error that ended a response with this status, 0 before its head has come. undefined: it is whole all the same,
 * because undici waits for the body that a 204's or a 304's content-length speaks of, though none is to come.
 */
export function kindOfEnd(error: Error, status: number): FailureKind | undefined {
  if (!('code' in error) || error.code !== 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH') return kindOf(error);
  // A head that contradicts itself also goes by this name.
  if (status === 0) return 'protocol';
  return status === 204 || status === 304 ? undefined : kindOf(error);
}
