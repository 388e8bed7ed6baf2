import type { FailResult } from './api.ts';

// SPEC §6: what each kind of failure says; `%` stands for the detail. The only file with these words. Two tables,
// because a page, whose fetch tells no network failure from another, need not carry the second.

/** What a failure says, and its `errno`. */
export type Words = readonly [message: string, errno?: number];

type OwnKind =
  | 'abort'
  | 'timeout'
  | 'interrupted'
  | 'options'
  | 'url'
  | 'method'
  | 'stringify'
  | 'data-type'
  | 'header'
  | 'certs'
  | 'unsupported'
  | 'domain'
  | 'redirect-domain'
  | 'size'
  | 'reset'
  | 'protocol'
  | 'unknown';

type NetworkKind =
  | 'redirects'
  | 'dns'
  | 'refused'
  | 'unreachable'
  | 'connect-timeout'
  | 'proxy'
  | 'tunnel'
  | 'cert-name'
  | 'cert-date'
  | 'cert-authority'
  | 'cert'
  | 'tls'
  | 'head-size'
  | 'encoding'
  | 'pin';

/** Every way a request can fail. */
export type FailureKind = OwnKind | NetworkKind;

const ownWords: Readonly<Record<OwnKind, Words>> = {
  abort: ['abort'],
  timeout: ['timeout', 5],
  interrupted: ['interrupted', 600003],
  options: ['parameter error: %', 1001],
  url: ['invalid url "%"', 600009],
  method: ['method is invalid', 600005],
  stringify: ['fail to stringify data', 600010],
  'data-type': ['data should not be %', 600010],
  header: ['invalid header "%"', 600005],
  certs: ['invalid certs %', 600005],
  unsupported: ['% is not supported on this platform', 100],
  domain: ['url not in domain list', 600002],
  'redirect-domain': ['redirect url not in domain list:%', 600002],
  size: ['response exceeds the size limit', 602300],
  reset: ['-101:net::ERR_CONNECTION_RESET', 600001],
  protocol: ['-320:net::ERR_INVALID_RESPONSE', 600001],
  unknown: ['network error', 600000],
};

const networkWords: Readonly<Record<NetworkKind, Words>> = {
  redirects: ['reach the max redirect count %', 600008],
  dns: ['-105:net::ERR_NAME_NOT_RESOLVED', 600001],
  refused: ['-102:net::ERR_CONNECTION_REFUSED', 600001],
  unreachable: ['-109:net::ERR_ADDRESS_UNREACHABLE', 600001],
  'connect-timeout': ['-118:net::ERR_CONNECTION_TIMED_OUT', 600001],
  proxy: ['-130:net::ERR_PROXY_CONNECTION_FAILED', 600001],
  tunnel: ['-111:net::ERR_TUNNEL_CONNECTION_FAILED', 600001],
  'cert-name': ['-200:net::ERR_CERT_COMMON_NAME_INVALID', 600001],
  'cert-date': ['-201:net::ERR_CERT_DATE_INVALID', 600001],
  'cert-authority': ['-202:net::ERR_CERT_AUTHORITY_INVALID', 600001],
  cert: ['-207:net::ERR_CERT_INVALID', 600001],
  tls: ['ssl hand shake error', 600001],
  'head-size': ['-325:net::ERR_RESPONSE_HEADERS_TOO_BIG', 600001],
  encoding: ['-330:net::ERR_CONTENT_DECODING_FAILED', 600001],
  pin: ['certificate pinning failure', 600001],
};

/** Why a request fails: its words, what fills them, and what was thrown, if anything was. */
export interface Failure {
  readonly words: Words;
  readonly detail?: string;
  readonly cause?: unknown;
}

/** Why core itself fails a request. */
export class Refusal extends Error implements Failure {
  readonly words: Words;

  /** Never seen by developers: they get {@link toFailResult}'s object. */
  constructor(
    readonly kind: OwnKind,
    readonly detail = '',
    readonly cause?: unknown,
  ) {
    super(kind);
    this.words = ownWords[kind];
  }
}

/** What an adapter's `send` rejects with: a kind, never words. Of core's own flags (abort …) it makes `unknown` (SPEC task/abort). */
export class TransportError extends Error implements Failure {
  /** The kind's words, brought along so that core need not carry them all. */
  readonly words: Words;

  /** `cause` is the runtime's own error; it reaches the developer as the result's `cause`. `detail` fills the message. */
  constructor(
    readonly kind: FailureKind,
    readonly cause?: unknown,
    readonly detail = '',
  ) {
    super(kind);
    const known: Readonly<Partial<Record<string, Words>>> = { ...ownWords, ...networkWords };
    const isFlag = /^(abort|timeout|interrupted)$/.test(kind);
    this.name = 'TransportError';
    this.words = (isFlag ? undefined : known[kind]) ?? ownWords.unknown;
  }
}

function hasWords(error: unknown): error is Failure {
  return error instanceof Error && 'words' in error && Array.isArray(error.words);
}

/**
 * What was thrown, as a failure: what is none of ours becomes the cause of one. By shape: an adapter may carry its own copy of
 * this package.
 */
export function toFailure(error: unknown, kind: OwnKind, detail = ''): Failure {
  try {
    if (hasWords(error)) return { words: error.words, detail: error.detail || '', cause: error.cause };
  } catch {
    // A proxy, or a getter that throws: it says nothing, and its request must end all the same.
  }
  return new Refusal(kind, detail, error);
}

/** The object for `fail` and `complete`: fresh, plain, with a `cause` that is not enumerable. */
export function toFailResult({ words, detail = '', cause }: Failure): FailResult {
  const result: FailResult = { errMsg: 'request:fail ' + words[0].replace('%', () => detail) };
  if (words[1]) result.errno = words[1];
  return Object.defineProperty(result, 'cause', { value: cause, configurable: true });
}
