import type { Adapter, HeaderPair, HostPins, Supports } from './adapter.ts';
import type { Given, Host, Settings } from './host.ts';
import { toHostPins } from './host-pins.ts';
import { quiet } from './quiet.ts';
import { ownRules } from './rules.ts';
import { describe, isObject, isName, isPin, isValue } from './tokens.ts';
import { originOf, toHref } from './url.ts';

/** Gives what is not false for a right value; for a wrong one it may throw. */
type Check = (value: unknown, supports: Supports) => unknown;

const isFunction = (value: unknown): value is () => unknown => typeof value === 'function';
const text =
  (holds: (text: string) => unknown) =>
  (value: unknown): unknown =>
    typeof value === 'string' && holds(value);
const isMs = (value: unknown): boolean => typeof value === 'number' && value > 0;
const isCount = (value: unknown, least = 0): boolean =>
  // Of Infinity nothing is left over either.
  typeof value === 'number' && value >= least && !(value % 1);
const oneOf =
  (...words: readonly unknown[]): Check =>
  value =>
    words.includes(value);
const list =
  (holds: (text: string) => unknown, least = 0) =>
  (value: unknown): boolean =>
    Array.isArray(value) && value.length >= least && value.every(text(holds));
const isPinSet = list(isPin, 1);

function isPins(value: unknown): value is HostPins {
  return isObject(value) && Object.values(value).every(isPinSet);
}

const checks: Record<keyof Host, Check> = {
  baseUrl: text(item => toHref(item)),
  header: value => isFunction(value) || isObject(value),
  referer: text(isValue),
  contentType: oneOf('always', 'with-body'),
  timeout: isMs,
  maxTimeout: isMs,
  maxConcurrent: (value, { queue }) => queue && isCount(value, 1),
  extraMethods: list(isName),
  maxRedirects: (value, { hops }) => hops && isCount(value),
  maxResponseBytes: value => isCount(value),
  headerCase: oneOf('lower', 'title'),
  domains: list(item => toHref(item) === originOf(item) + '/'),
  rewriteUrl: isFunction,
  pins: value => isPins(value) && toHostPins(value),
  pinCheck: oneOf('every-request', 'once-per-session'),
  onCallbackError: isFunction,
  onNotice: isFunction,
  quirks: isObject,
};

/** Host options after their check, defaults filled in. Throws a TypeError that names the wrong one: this is configuration. */
export function toSettings(host: Host, { name, supports, defaults }: Adapter): Settings {
  const given: Given = {
    contentType: 'always',
    timeout: 60000,
    maxTimeout: 2147483647,
    maxConcurrent: Infinity,
    maxRedirects: 15,
    maxResponseBytes: Infinity,
    extraMethods: [],
    onCallbackError(error) {
      console.error(error);
    },
    onNotice: () => undefined,
    ...defaults,
  };
  if (!isObject(host)) throw new TypeError('createRequest: host should be an object');
  const known = new Map<string, Check>(Object.entries(checks));
  for (const [option, value] of Object.entries<unknown>({ ...host })) {
    if (value === undefined) continue;
    const check = known.get(option);
    let isRight: unknown;
    try {
      isRight = check && check(value, supports);
    } catch {
      // It is not.
    }
    if (!isRight) {
      const fault = check ? `cannot be ${describe(value)} on ${name}` : 'is no option';
      throw new TypeError(`createRequest: host.${option} ${fault}`);
    }
    Object.assign(given, { [option]: value });
  }
  const { referer, domains } = given;
  const headers = supports.defaultHeaders;
  const bareHeaders: readonly HeaderPair[] =
    referer === undefined ? headers : [...headers, ['referer', referer]];
  // What a callback throws goes here. A report that fails has nowhere left to go.
  const report = quiet(given.onCallbackError);
  const told = new Set<string>();
  return {
    ...given,
    extraMethods: given.extraMethods.map(method => method.toUpperCase()),
    rules: { ...ownRules, ...given.quirks },
    domains: domains && domains.map(originOf),
    hostPins: toHostPins(given.pins || {}),
    passedPins: given.pinCheck === 'once-per-session' ? new Set() : undefined,
    bareHeaders,
    typedHeaders: [...bareHeaders, ['content-type', 'application/json']],
    onCallbackError: report,
    onNotice(clause, detail) {
      if (told.has(clause)) return;
      told.add(clause);
      try {
        given.onNotice(clause, `${name} ${detail}`);
      } catch (error) {
        report(error);
      }
    },
  };
}
