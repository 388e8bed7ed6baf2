import type { Failure } from './errors.ts';
import type { Quirks } from './quirks.ts';
import { mergeQuery, queryEntries, toForm } from './query.ts';
import { textOf, typeName } from './tokens.ts';

/** What JSON.stringify would silently turn into `{}` (SPEC call/bad-data). */
const opaque = /^(Function|FormData|Blob|File|URLSearchParams|ReadableStream|Map|Set|Promise)$/;

/** Where data goes: into the query, into the body, or nowhere. */
export interface Payload {
  /** The URL's text, with GET data merged in. */
  readonly url: string;
  readonly body: Uint8Array | undefined;
}

const isForm = (contentType: string): boolean => /application\/x-www-form-urlencoded/i.test(contentType);
const isJson = (contentType: string): boolean => /json/i.test(contentType);

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
  if (typeof data === 'symbol') throw new TypeError('a symbol cannot be serialised');
  if (isForm(contentType)) {
    if (typeof data === 'object') return data === null ? '' : toForm(data);
    return textOf(data);
  }
  if ((typeof data === 'number' || typeof data === 'boolean') && !isJson(contentType)) return String(data);
  const json: unknown = JSON.stringify(data);
  if (typeof json !== 'string') throw new TypeError('toJSON gave undefined');
  return json;
}

function toBody(data: unknown, contentType: string, quirks: Quirks | undefined): Uint8Array | undefined {
  if (data === undefined) return undefined;
  const asJson = quirks?.viewsAsJson === true && ArrayBuffer.isView(data);
  return (asJson ? undefined : bytesOf(data)) ?? new TextEncoder().encode(toText(data, contentType));
}

/** Puts `data` into the URL or into bytes (SPEC §2), or says why it cannot be sent. */
export function serialize(
  url: string,
  data: unknown,
  method: string,
  contentType: string,
  quirks: Quirks | undefined,
): Payload | Failure {
  const type = typeName(data);
  if (opaque.test(type)) return { kind: 'data-type', detail: type };
  try {
    if (/^(HEAD|OPTIONS|TRACE|CONNECT)$/.test(method)) return { url, body: undefined };
    if (method !== 'GET') return { url, body: toBody(data, contentType, quirks) };
    if (typeof data === 'symbol' || typeof data === 'bigint') throw new TypeError(`${type} is no data`);
    if (typeof data !== 'object' || data === null) return { url, body: undefined };
    const merge = quirks?.mergeQuery ?? mergeQuery;
    return { url: merge(url, queryEntries(data)), body: undefined };
  } catch (cause) {
    return { kind: 'stringify', cause };
  }
}
