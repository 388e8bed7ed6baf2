import type { FailResult } from './api.ts';

/** SPEC §6: what each kind of failure says. `%` stands for the detail. The only place with these words. */
const table = {
  abort: ['abort'],
  timeout: ['timeout', 5],
  interrupted: ['interrupted', 600003],
  options: ['parameter error: %', 1001],
  url: ['invalid url "%"', 600009],
  method: ['method is invalid', 600005],
  'method-unsupported': ['method % is not supported on this platform', 100],
  stringify: ['fail to stringify data', 600010],
  'data-type': ['data should not be %', 600010],
  header: ['invalid header "%"', 600005],
  certs: ['invalid certs %', 600005],
  'certs-unsupported': ['certs is not supported on this platform', 100],
  'redirect-unsupported': ['redirect manual is not supported on this platform', 100],
  domain: ['url not in domain list', 600002],
  'redirect-domain': ['redirect url not in domain list:%', 600002],
  redirects: ['reach the max redirect count %', 600008],
  size: ['response exceeds the size limit', 602300],
  dns: ['-105:net::ERR_NAME_NOT_RESOLVED', 600001],
  refused: ['-102:net::ERR_CONNECTION_REFUSED', 600001],
  reset: ['-101:net::ERR_CONNECTION_RESET', 600001],
  unreachable: ['-109:net::ERR_ADDRESS_UNREACHABLE', 600001],
  'connect-timeout': ['-118:net::ERR_CONNECTION_TIMED_OUT', 600001],
  proxy: ['-130:net::ERR_PROXY_CONNECTION_FAILED', 600001],
  tunnel: ['-111:net::ERR_TUNNEL_CONNECTION_FAILED', 600001],
  'cert-name': ['-200:net::ERR_CERT_COMMON_NAME_INVALID', 600001],
  'cert-date': ['-201:net::ERR_CERT_DATE_INVALID', 600001],
  'cert-authority': ['-202:net::ERR_CERT_AUTHORITY_INVALID', 600001],
  cert: ['-207:net::ERR_CERT_INVALID', 600001],
  tls: ['ssl hand shake error', 600001],
  protocol: ['-320:net::ERR_INVALID_RESPONSE', 600001],
  'head-size': ['-325:net::ERR_RESPONSE_HEADERS_TOO_BIG', 600001],
  encoding: ['-330:net::ERR_CONTENT_DECODING_FAILED', 600001],
  pin: ['certificate pinning failure', 600001],
  unknown: ['network error', 600000],
} as const;

/** Every way a request can fail. Adapters use those from `dns` on. */
export type FailureKind = keyof typeof table;

/** Why a request fails: a kind, what fills its message, and the runtime's own error. */
export interface Failure {
  readonly kind: FailureKind;
  readonly detail?: string;
  readonly cause?: unknown;
}

/** What an adapter's `send` rejects with: a kind, never words. */
export class TransportError extends Error {
  readonly kind: FailureKind;
  readonly cause: unknown;

  /** `cause` is the runtime's own error; it reaches the developer as the result's `cause`. */
  constructor(kind: FailureKind, cause?: unknown) {
    super(kind);
    this.name = 'TransportError';
    this.kind = kind;
    this.cause = cause;
  }
}

/** Endings that only core's own flags make, never what an engine calls its error (SPEC task/abort). */
const flags = ['abort', 'timeout', 'interrupted'];

function isTransportKind(kind: unknown): kind is FailureKind {
  return (
    typeof kind === 'string' && Object.prototype.hasOwnProperty.call(table, kind) && !flags.includes(kind)
  );
}

/** Reads what `send` rejected with. By shape, not by class: an adapter may carry its own copy of this package. */
export function failureOf(error: unknown): Failure {
  try {
    if (typeof error === 'object' && error !== null && 'kind' in error) {
      const { kind } = error;
      if (isTransportKind(kind)) return { kind, cause: 'cause' in error ? error.cause : undefined };
    }
  } catch {
    // A proxy, or a getter that throws: it says nothing, and its request must end all the same.
  }
  return { kind: 'unknown', cause: error };
}

/** The object for `fail` and `complete`: fresh, plain, with a `cause` that is not enumerable. */
export function toFailResult({ kind, detail = '', cause }: Failure): FailResult {
  const [message, errno]: readonly [string, number?] = table[kind];
  const result: FailResult = { errMsg: `request:fail ${message.replace('%', () => detail)}` };
  if (errno !== undefined) result.errno = errno;
  return Object.defineProperty(result, 'cause', { value: cause, configurable: true, writable: true });
}
