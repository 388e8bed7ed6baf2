import type { HeaderPair } from '@wxreq/core';
import { headerName } from './undici.ts';
import type { Dispatcher } from './undici.ts';

type RawHeaders = Dispatcher.DispatchController['rawHeaders'];

/**
 * A response's header, as it stands on the wire. Bytes are read as Latin-1; over HTTP/2 undici has made UTF-8 of what Node
 * had read so, which is undone here.
 */
export function toPairs(raw: RawHeaders, http2: boolean): HeaderPair[] {
  const pairs: HeaderPair[] = [];
  if (!Array.isArray(raw)) {
    for (const [name, value] of Object.entries(raw ?? {})) {
      for (const one of [value].flat()) if (one !== undefined) pairs.push([name, one]);
    }
    return pairs;
  }
  const encoding = http2 ? 'utf8' : 'latin1';
  for (let index = 0; index + 1 < raw.length; index += 2) {
    const name = nameOf(raw[index]);
    const value: unknown = raw[index + 1];
    // A foreign dispatcher may put repeats together.
    if (Array.isArray(value)) for (const one of value) pairs.push([name, text(one, encoding)]);
    else pairs.push([name, text(value, encoding)]);
  }
  return pairs;
}

/** All values of one header, joined as HTTP says. */
export function valueOf(pairs: readonly HeaderPair[], wanted: string): string | undefined {
  let value: string | undefined;
  for (const [name, one] of pairs) {
    if (name.length !== wanted.length || name.toLowerCase() !== wanted) continue;
    value = value === undefined ? one : `${value}, ${one}`;
  }
  return value;
}

/** undici keeps one string for each header that is known; made anew from bytes, a name costs as much as its whole pair. */
function nameOf(bytes: unknown): string {
  return Buffer.isBuffer(bytes) ? headerName(bytes) : String(bytes).toLowerCase();
}

/** White space behind a value is no part of it (RFC 9110 §5.5); the parser takes away only what stands before it. */
function text(bytes: unknown, encoding: 'latin1' | 'utf8'): string {
  const value = Buffer.isBuffer(bytes) ? bytes.toString(encoding) : String(bytes);
  return value.endsWith(' ') || value.endsWith('\t') ? value.replace(/[\t ]+$/, '') : value;
}
