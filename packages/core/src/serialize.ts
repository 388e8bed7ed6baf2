import type { Rules } from './rules.ts';
import { Refusal } from './errors.ts';
import { queryEntries, reject, toForm, toJson } from './query.ts';
import { isObject, textOf, typeName } from './tokens.ts';
import * as words from './words.ts';

/** What JSON.stringify would silently turn into `{}` (SPEC call/bad-data). */
const opaque = /^(Function|FormData|Blob|File|URLSearchParams|ReadableStream|Map|Set|Promise)$/;

/** Where data goes: into the query, into the body, or nowhere. */
export interface Payload {
  /** The URL's text, with GET data merged in. */
  url: string;
  body: Uint8Array | undefined;
}

// By name: buffers of another realm (an iframe, a vm context) and of shared memory are no instances of ArrayBuffer.
function isBuffer(data: unknown): data is ArrayBuffer {
  return /^(Shared)?ArrayBuffer$/.test(typeName(data));
}

// A DataView takes real buffers only; a Uint8Array would take what merely bears the name, as no bytes.
function bytesOf(data: unknown): Uint8Array | undefined {
  const view = isBuffer(data) ? new DataView(data) : data;
  if (!ArrayBuffer.isView(view)) return undefined;
  return new Uint8Array(view.buffer, view.byteOffset, view.byteLength).slice();
}

function toText(data: unknown, contentType: string): string {
  if (typeof data === 'string') return data;
  const isForm = /application\/x-www-form-urlencoded/i.test(contentType);
  if (isForm && typeof data === 'object') return data ? toForm(data) : '';
  return typeof data === 'number' && !/json/i.test(contentType) ? textOf(data) : toJson(data);
}

function toBody(data: unknown, contentType: string, { viewsAsJson }: Rules): Uint8Array {
  const bytes = viewsAsJson && ArrayBuffer.isView(data) ? undefined : bytesOf(data);
  return bytes || new TextEncoder().encode(toText(data, contentType));
}

function toQuery(url: string, data: unknown, { mergeQuery }: Rules): string {
  if (typeof data === 'symbol' || typeof data === 'bigint') reject(data);
  return isObject(data) ? mergeQuery(url, queryEntries(data)) : url;
}

/** Puts `data` into the URL or into bytes (SPEC §2). Throws a refusal where it cannot be sent. */
export function serialize(
  url: string,
  data: unknown,
  method: string,
  contentType: string,
  rules: Rules,
): Payload {
  const payload: Payload = { url, body: undefined };
  if (data === undefined) return payload;
  const type = typeName(data);
  if (opaque.test(type)) throw new Refusal(words.dataType, type);
  try {
    if (method === 'GET') payload.url = toQuery(url, data, rules);
    else if (!/^(HEAD|OPTIONS|TRACE|CONNECT)$/.test(method)) payload.body = toBody(data, contentType, rules);
    return payload;
  } catch (cause) {
    throw new Refusal(words.stringify, undefined, cause);
  }
}
