import type { Quirks } from './quirks.ts';
import { Refusal } from './errors.ts';
import { mergeQuery, queryEntries, toForm, toJson } from './query.ts';
import { textOf, typeName } from './tokens.ts';

/** What JSON.stringify would silently turn into `{}` (SPEC call/bad-data). */
const opaque = /^(Function|FormData|Blob|File|URLSearchParams|ReadableStream|Map|Set|Promise)$/;

/** Where data goes: into the query, into the body, or nowhere. */
export interface Payload {
  /** The URL's text, with GET data merged in. */
  readonly url: string;
  readonly body: Uint8Array | undefined;
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
  const isPlain = typeof data === 'number' || typeof data === 'boolean';
  return isPlain && !/json/i.test(contentType) ? textOf(data) : toJson(data);
}

function toBody(data: unknown, contentType: string, quirks: Quirks | undefined): Uint8Array {
  const bytes = quirks?.viewsAsJson && ArrayBuffer.isView(data) ? undefined : bytesOf(data);
  return bytes ?? new TextEncoder().encode(toText(data, contentType));
}

function toQuery(url: string, data: unknown, quirks: Quirks | undefined): string {
  if (typeof data === 'symbol' || typeof data === 'bigint')
    throw new TypeError(`a ${typeof data} is no data`);
  if (typeof data !== 'object' || data === null) return url;
  return (quirks?.mergeQuery ?? mergeQuery)(url, queryEntries(data));
}

/** Puts `data` into the URL or into bytes (SPEC §2). Throws a refusal where it cannot be sent. */
export function serialize(
  url: string,
  data: unknown,
  method: string,
  contentType: string,
  quirks: Quirks | undefined,
): Payload {
  if (data === undefined) return { url, body: undefined };
  const type = typeName(data);
  if (opaque.test(type)) throw new Refusal('data-type', type);
  try {
    if (method === 'GET') return { url: toQuery(url, data, quirks), body: undefined };
    const hasBody = !/^(HEAD|OPTIONS|TRACE|CONNECT)$/.test(method);
    return { url, body: hasBody ? toBody(data, contentType, quirks) : undefined };
  } catch (cause) {
    throw new Refusal('stringify', '', cause);
  }
}
