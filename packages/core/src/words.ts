// SPEC §6: what each kind of failure says; `%` stands for the detail. The only file with these words. Core's own are
// constants, so that a page carries those that it can say, and no names of kinds; the table is for adapters.

/** What a failure says, and its `errno`. */
export type Words = readonly [message: string, errno?: number];

export const abort: Words = ['abort'];
export const timeout: Words = ['timeout', 5];
export const interrupted: Words = ['interrupted', 600003];
export const options: Words = ['parameter error: %', 1001];
export const url: Words = ['invalid url "%"', 600009];
export const method: Words = ['method is invalid', 600005];
export const stringify: Words = ['fail to stringify data', 600010];
export const dataType: Words = ['data should not be %', 600010];
export const header: Words = ['invalid header "%"', 600005];
export const certs: Words = ['invalid certs %', 600005];
export const unsupported: Words = ['% is not supported on this platform', 100];
export const domain: Words = ['url not in domain list', 600002];
export const redirectDomain: Words = ['redirect url not in domain list:%', 600002];
export const size: Words = ['response exceeds the size limit', 602300];
export const reset: Words = ['-101:net::ERR_CONNECTION_RESET', 600001];
export const protocol: Words = ['-320:net::ERR_INVALID_RESPONSE', 600001];
export const unknown: Words = ['network error', 600000];

/** Every way a request can fail. */
export type FailureKind =
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
  | 'unknown'
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
  | 'pin'
  | Flag;

/** Why core itself ends one: no adapter can tell (SPEC task/abort). */
type Flag = 'abort' | 'timeout' | 'interrupted';

const table: Readonly<Record<Exclude<FailureKind, Flag>, Words>> = {
  options,
  url,
  method,
  stringify,
  'data-type': dataType,
  header,
  certs,
  unsupported,
  domain,
  'redirect-domain': redirectDomain,
  size,
  reset,
  protocol,
  unknown,
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

/** The words of the kinds that an adapter can tell. */
export const ofKind: ReadonlyMap<string, Words> = /* @__PURE__ */ new Map(
  /* @__PURE__ */ Object.entries(table),
);
