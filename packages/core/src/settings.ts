import type { Adapter, Supports } from './adapter.ts';
import type { Host, Settings } from './host.ts';
import { areHosts, toHostPins } from './host-pins.ts';
import { quiet } from './quiet.ts';
import { ownRules } from './rules.ts';
import { describe, isObject, isName, isPin, isValue } from './tokens.ts';
import { originOf, toHref } from './url.ts';

type Check = (value: unknown, supports: Supports) => unknown;

const isFunction = (value: unknown): value is () => unknown => typeof value === 'function';
const isUrl = (text: string): boolean => {
  try {
    return toHref(text) !== '';
  } catch {
    // That is the answer.
    return false;
  }
};
const text =
  (holds: (text: string) => boolean) =>
  (value: unknown): boolean =>
    typeof value === 'string' && holds(value);
const isMs = (value: unknown): boolean => typeof value === 'number' && value > 0;
const atLeast = (least: number, value: unknown): boolean =>
  typeof value === 'number' && value >= least && (value === Infinity || Number.isInteger(value));
const oneOf =
  (...words: readonly unknown[]): Check =>
  value =>
    words.includes(value);
const list =
  (holds: (text: string) => boolean, least = 0) =>
  (value: unknown): boolean =>
    Array.isArray(value) && value.length >= least && value.every(text(holds));
const isPinSet = list(isPin, 1);

const checks: Record<keyof Host, Check> = {
  baseUrl: text(isUrl),
  header: value => isFunction(value) || isObject(value),
  referer: text(isValue),
  contentType: oneOf('always', 'with-body'),
  timeout: isMs,
  maxTimeout: isMs,
  maxConcurrent: (value, { queue }) => queue && atLeast(1, value),
  extraMethods: list(isName),
  maxRedirects: (value, { hops }) => hops && atLeast(0, value),
  maxResponseBytes: value => atLeast(0, value),
  headerCase: oneOf('lower', 'title'),
  domains: list(item => isUrl(item) && toHref(item) === originOf(item) + '/'),
  rewriteUrl: isFunction,
  pins: value => isObject(value) && Object.values(value).every(isPinSet) && areHosts(Object.keys(value)),
  pinCheck: oneOf('every-request', 'once-per-session'),
  onCallbackError: isFunction,
  onNotice: isFunction,
  quirks: isObject,
};

/** Host options after their check, defaults filled in. Throws a TypeError that names the wrong one: this is configuration. */
export function toSettings(host: Host, { name, supports, defaults }: Adapter): Settings {
  const settings: Settings = {
    contentType: 'always',
    timeout: 60000,
    maxTimeout: 2147483647,
    maxConcurrent: Infinity,
    maxRedirects: 15,
    maxResponseBytes: Infinity,
    extraMethods: [],
    hostPins: new Map(),
    bareHeaders: supports.defaultHeaders,
    typedHeaders: [],
    passedPins: undefined,
    onCallbackError(error) {
      console.error(error);
    },
    onNotice: () => undefined,
    rules: ownRules,
    ...defaults,
  };
  if (!isObject(host)) throw new TypeError('createRequest: host should be an object');
  const known = new Map<string, Check>(Object.entries(checks));
  for (const [option, value] of Object.entries<unknown>({ ...host })) {
    if (value === undefined) continue;
    const check = known.get(option);
    if (!check || !check(value, supports)) {
      const fault = check ? `cannot be ${describe(value)} on ${name}` : 'is no option';
      throw new TypeError(`createRequest: host.${option} ${fault}`);
    }
    Object.assign(settings, { [option]: value });
  }
  settings.extraMethods = settings.extraMethods.map(method => method.toUpperCase());
  settings.rules = { ...ownRules, ...settings.quirks };
  if (settings.domains) settings.domains = settings.domains.map(originOf);
  if (settings.pins) settings.hostPins = toHostPins(settings.pins);
  if (settings.pinCheck === 'once-per-session') settings.passedPins = new Set();
  if (settings.referer !== undefined) {
    settings.bareHeaders = [...settings.bareHeaders, ['referer', settings.referer]];
  }
  settings.typedHeaders = [...settings.bareHeaders, ['content-type', 'application/json']];
  // The host's two ears. What `onNotice` throws is reported; a report that fails has nowhere left to go.
  const { onNotice } = settings;
  const report = quiet(settings.onCallbackError);
  const told = new Set<string>();
  settings.onCallbackError = report;
  settings.onNotice = (clause, detail) => {
    if (told.has(clause)) return;
    told.add(clause);
    try {
      onNotice(clause, `${name} ${detail}`);
    } catch (error) {
      report(error);
    }
  };
  return settings;
}
