import type { Adapter } from './adapter.ts';
import type { Host, Settings } from './host.ts';
import { certFault } from './certs.ts';
import { areHosts, toHostPins } from './host-pins.ts';
import { quiet } from './quiet.ts';
import { isName, isValue } from './tokens.ts';
import { absoluteUrl } from './url.ts';

type Check = readonly [says: string, holds: (value: unknown, adapter: Adapter) => boolean];

const isFunction = (value: unknown): value is () => unknown => typeof value === 'function';
const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
const isArrayOf = (value: unknown, holds: (item: unknown) => boolean): boolean =>
  Array.isArray(value) && value.every(holds);
const isCount = (value: unknown, least: number): boolean =>
  value === Infinity || (Number.isInteger(value) && Number(value) >= least);
const isOrigin = (value: unknown): boolean => {
  const url = typeof value === 'string' ? absoluteUrl(value) : undefined;
  return url !== undefined && url.href === `${url.origin}/`;
};
const isPinSet = (value: unknown): boolean =>
  isArrayOf(value, pin => certFault(pin) === undefined) && Array.isArray(value) && value.length > 0;
const positive: Check = [
  'a positive number of milliseconds',
  value => typeof value === 'number' && value > 0,
];
const callable: Check = ['a function', isFunction];

const checks: Record<keyof Host, Check> = {
  baseUrl: [
    'an absolute http: or https: URL',
    value => typeof value === 'string' && absoluteUrl(value) !== undefined,
  ],
  header: ['an object or a function', value => isFunction(value) || isObject(value)],
  referer: ['a string that a header can carry', value => typeof value === 'string' && isValue(value)],
  contentType: ["'always' or 'with-body'", value => value === 'always' || value === 'with-body'],
  timeout: positive,
  maxTimeout: positive,
  maxConcurrent: [
    'a whole number from 1, on a runtime where requests may wait for one another',
    (value, { supports }) => supports.queue && isCount(value, 1),
  ],
  extraMethods: [
    'an array of method names',
    value => isArrayOf(value, item => typeof item === 'string' && isName(item)),
  ],
  maxRedirects: [
    'a whole number from 0, on a runtime that does not follow redirects by itself',
    (value, { supports }) => supports.hops !== undefined && isCount(value, 0),
  ],
  maxResponseBytes: ['a whole number of bytes', value => isCount(value, 0)],
  headerCase: ["'lower' or 'title'", value => value === 'lower' || value === 'title'],
  domains: ['an array of origins such as https://api.example.com', value => isArrayOf(value, isOrigin)],
  rewriteUrl: callable,
  pins: [
    'an object of host names, each with a non-empty array of sha256/ pins',
    value => isObject(value) && Object.values(value).every(isPinSet) && areHosts(Object.keys(value)),
  ],
  pinCheck: [
    "'every-request' or 'once-per-session'",
    value => value === 'every-request' || value === 'once-per-session',
  ],
  onCallbackError: callable,
  onNotice: callable,
  quirks: ['an object such as wechat from @wxreq/core/quirks', isObject],
};

function check(host: Host, adapter: Adapter): void {
  if (!isObject(host)) throw new TypeError('createRequest: host should be an object');
  const known: Record<string, Check> = checks;
  for (const name of Object.keys(host)) {
    const value: unknown = Reflect.get(host, name);
    if (value === undefined) continue;
    const found = Object.prototype.hasOwnProperty.call(known, name) ? known[name] : undefined;
    if (!found) throw new TypeError(`createRequest: there is no host option ${name}`);
    if (!found[1](value, adapter)) throw new TypeError(`createRequest: host.${name} should be ${found[0]}`);
  }
}

function logError(error: unknown): void {
  console.error(error);
}

function noticeOnce(host: Host, reportError: (error: unknown) => void): Settings['notice'] {
  const { onNotice } = host;
  if (!onNotice) return () => undefined;
  const told = new Set<string>();
  return (clause, detail) => {
    if (told.has(clause)) return;
    told.add(clause);
    try {
      onNotice(clause, detail);
    } catch (error) {
      reportError(error);
    }
  };
}

/** Checks host options and fills in defaults. Throws a TypeError that names the wrong one: this is configuration, not a request. */
export function toSettings(host: Host, adapter: Adapter): Settings {
  check(host, adapter);
  const { defaults = {} } = adapter;
  const { header, baseUrl, domains, maxTimeout = Infinity } = host;
  // A report that fails has nowhere left to go (SPEC call/throwing-callback).
  const reportError = quiet(host.onCallbackError ?? defaults.onCallbackError ?? logError);
  return {
    baseUrl: baseUrl === undefined ? (defaults.baseUrl ?? (() => undefined)) : () => baseUrl,
    header: () => (isFunction(header) ? header() : header),
    referer: host.referer,
    contentType: host.contentType ?? defaults.contentType ?? 'always',
    timeoutMs: host.timeout ?? 60000,
    maxTimeoutMs: Math.min(maxTimeout, 2147483647),
    maxConcurrent: host.maxConcurrent ?? defaults.maxConcurrent ?? Infinity,
    extraMethods: (host.extraMethods ?? []).map(method => method.toUpperCase()),
    maxRedirects: host.maxRedirects ?? 15,
    maxResponseBytes: host.maxResponseBytes ?? Infinity,
    titleCase: host.headerCase === 'title',
    domains: domains && new Set(domains.map(domain => new URL(domain).origin)),
    rewriteUrl: host.rewriteUrl,
    pins: toHostPins(host.pins ?? {}),
    passedPins: host.pinCheck === 'once-per-session' ? new Set() : undefined,
    quirks: host.quirks,
    reportError,
    notice: noticeOnce(host, reportError),
  };
}
