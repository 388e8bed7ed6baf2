import type { Adapter, HeaderPair, OptionCheck } from './adapter.ts';
import type { Given, Host, Settings } from './host.ts';
import { quiet } from './quiet.ts';
import { ownRules } from './rules.ts';
import { describe, isObject, isName, isValue } from './tokens.ts';
import { originOf, toHref } from './url.ts';

const isFunction: OptionCheck = value => typeof value === 'function';
const text =
  (holds: (text: string) => unknown) =>
  (value: unknown): unknown =>
    typeof value === 'string' && holds(value);
const list =
  (holds: (text: string) => unknown): OptionCheck =>
  value =>
    Array.isArray(value) && value.every(text(holds));
const oneOf =
  (...words: readonly unknown[]): OptionCheck =>
  value =>
    words.includes(value);
const isMs: OptionCheck = value => typeof value === 'number' && value > 0;
const isCount = (value: unknown, least = 0): boolean =>
  // Of Infinity nothing is left over either.
  typeof value === 'number' && value >= least && !(value % 1);

const checks: Record<keyof Host, OptionCheck> = {
  baseUrl: text(item => toHref(item)),
  header: value => typeof value === 'function' || isObject(value),
  referer: text(isValue),
  contentType: oneOf('always', 'with-body'),
  timeout: isMs,
  maxTimeout: isMs,
  maxConcurrent: (value, { queue }) => (queue ? isCount(value, 1) : undefined),
  extraMethods: list(isName),
  maxRedirects: (value, { hops }) => hops && isCount(value),
  maxResponseBytes: value => isCount(value),
  headerCase: oneOf('lower', 'title'),
  domains: list(item => toHref(item) === originOf(item) + '/'),
  rewriteUrl: isFunction,
  pins: (value, { pins }) => pins && pins.prepare({ pins: value }),
  pinCheck: oneOf('every-request', 'once-per-session'),
  onCallbackError: isFunction,
  onNotice: isFunction,
  quirks: isObject,
};

/** What is given; and what is wrong with it: a TypeError that names it. */
function check(host: object, { name, options, supports }: Adapter): object {
  const known = new Map(Object.entries({ ...checks, ...options }));
  const given = {};
  for (const [option, value] of Object.entries<unknown>({ ...host })) {
    if (value === undefined) continue;
    const isRight = known.get(option);
    let right: unknown = false;
    try {
      right = isRight && isRight(value, supports);
    } catch {
      // It is not.
    }
    if (!right) {
      const wrong = right === undefined ? 'is not supported' : `cannot be ${typeof value} ${describe(value)}`;
      throw new TypeError(`createRequest: host.${option} ${isRight ? wrong : 'is no option'} on ${name}`);
    }
    Object.assign(given, { [option]: value });
  }
  return given;
}

/** Host options after their check, defaults filled in. Throws a TypeError that names the wrong one: this is configuration. */
export function toSettings(host: Host, adapter: Adapter): Settings {
  const { name, supports, defaults } = adapter;
  if (!isObject(host)) throw new TypeError('createRequest: host should be an object');
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
    ...check(host, adapter),
  };
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
    pinning: supports.pins && supports.pins.prepare(given),
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
