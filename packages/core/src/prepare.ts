import type { Adapter, HeaderPair, Hop } from './adapter.ts';
import type { Settings } from './host.ts';
import { Refusal } from './errors.ts';
import { headerEntries, type RawOptions } from './normalize.ts';
import { toRequestHeader } from './request-header.ts';
import { serialize } from './serialize.ts';
import { isPin, typeName } from './tokens.ts';
import { toHref } from './url.ts';
import * as words from './words.ts';

const methods = ['OPTIONS', 'GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'TRACE', 'CONNECT'];

/** A request that nothing is wrong with: its first hop, and what its result should look like. */
export interface NormalRequest {
  readonly hop: Hop;
  readonly certs: readonly string[];
  /** Milliseconds. */
  readonly timeout: number;
  readonly parsesJson: boolean;
  readonly isBinary: boolean;
  readonly isManual: boolean;
  /** false: no chunk events. true: nothing but chunk events (SPEC task/chunked-mode). */
  readonly chunked: unknown;
  readonly profile: boolean;
  readonly http2: boolean;
  readonly cache: boolean;
}

function toMethod(method: unknown): string {
  if (method === undefined || method === null || method === '') return 'GET';
  // A type's name is in lower case, as no method is.
  return typeof method === 'string' ? method.toUpperCase() : typeof method;
}

/** A copy of `certs`. Throws a refusal that names the first malformed pin (SPEC certs/format). */
function toCerts(certs: unknown, { supports }: Adapter): readonly string[] {
  if (certs === undefined || certs === null) return [];
  const isList = Array.isArray(certs);
  return Array.from<unknown, string>(isList ? certs : [certs], pin => {
    const text = typeof pin === 'string' ? pin : typeof pin;
    if (isList && isPin(text)) return text;
    throw new Refusal(words.certs, `"${text}"${supports.pins ? supports.pins.hint(text) : ''}`);
  });
}

/** What is sent: the defaults, and over them what was set. */
function toHeaders(
  defaults: readonly HeaderPair[],
  header: ReadonlyMap<string, string>,
  method: string,
): readonly HeaderPair[] {
  if (header.size === 0) return defaults;
  const isSent = ([name]: HeaderPair): boolean =>
    method !== 'TRACE' || !/^(cookie|authorization)$/.test(name);
  return [...defaults.filter(([name]) => !header.has(name)), ...header].filter(isSent);
}

/** From options to a request that can be sent. Throws the first refusal in the order of SPEC call/check-order. */
export function prepare(options: RawOptions, settings: Settings, adapter: Adapter): NormalRequest {
  const { supports } = adapter;
  const { baseUrl, rules } = settings;
  const { url, data, timeout, dataType, responseType, redirect, enableChunked } = options;
  const { enableProfile, enableHttp2, enableCache, certs: rawCerts } = options;
  const method = toMethod(options.method);
  const developer = headerEntries(options.header);
  if (typeof url !== 'string') {
    throw new Refusal(words.options, `parameter.url should be String instead of ${typeName(url)};`);
  }
  const host = headerEntries(typeof settings.header === 'function' ? settings.header() : settings.header);
  const base = typeof baseUrl === 'function' ? baseUrl() : baseUrl;
  const href = toHref(url, base);
  const { header, invalid } = toRequestHeader([...host, ...developer], rules.headerValue);
  const contentType = header.get('content-type') || 'application/json';
  const payload = serialize(url, data, method, contentType, rules);
  const isKnown = methods.includes(method);
  if (!isKnown && !settings.extraMethods.includes(method)) throw new Refusal(words.method);
  if (invalid !== undefined) throw new Refusal(words.header, invalid);
  const certs = toCerts(rawCerts, adapter);
  const sendable: readonly string[] = supports.methods;
  if (isKnown && !sendable.includes(method)) throw new Refusal(words.unsupported, `method ${method}`);
  const isManual = redirect === 'manual';
  if (isManual && !supports.hops) throw new Refusal(words.unsupported, 'redirect manual');
  if (certs.length > 0 && !supports.pins) throw new Refusal(words.unsupported, 'certs');
  const { body } = payload;
  const isTyped = body !== undefined || settings.contentType === 'always';
  const defaults = isTyped ? settings.typedHeaders : settings.bareHeaders;
  return {
    hop: {
      url: payload.url === url ? href : toHref(payload.url, base),
      method,
      headers: toHeaders(defaults, header, method),
      body,
    },
    certs,
    timeout: Math.min(
      typeof timeout === 'number' && timeout > 0 ? timeout : settings.timeout,
      settings.maxTimeout,
      2147483647,
    ),
    parsesJson: dataType === undefined || dataType === 'json',
    isBinary: typeof responseType === 'string' && responseType.toLowerCase() === 'arraybuffer',
    isManual,
    chunked: enableChunked,
    profile: enableProfile !== false,
    http2: enableHttp2 === true,
    cache: enableCache === true,
  };
}
