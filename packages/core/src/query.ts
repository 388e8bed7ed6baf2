import { isObject, textOf, typeName } from './tokens.ts';

/** One entry as `[encoded name, encoded value]`. */
export type EncodedEntry = readonly [name: string, value: string];

/** Throws, naming the type of what cannot be sent (SPEC call/bad-data). */
export function reject(value: unknown): never {
  throw new TypeError(`${typeName(value)} cannot be serialised`);
}

/** `JSON.stringify`, but what it silently drops is rejected. */
export function toJson(value: unknown): string {
  const json: unknown = JSON.stringify(value);
  return typeof json === 'string' ? json : reject(value);
}

function queryValue(value: unknown): string {
  return isObject(value) ? toJson(value) : textOf(value);
}

function entries(data: object, write: (value: unknown) => string): EncodedEntry[] {
  return Object.entries(data).map(([name, value]: [string, unknown]) => {
    if (typeof value === 'symbol') reject(value);
    return [encodeURIComponent(name), encodeURIComponent(write(value))];
  });
}

const toPiece = ([name, value]: EncodedEntry): string => `${name}=${value}`;

/** A form body: nested values by `String` (SPEC body/form). Throws where it cannot be encoded. */
export function toForm(data: object): string {
  return entries(data, textOf).map(toPiece).join('&');
}

/** The entries of GET data: nested values by `JSON.stringify` (SPEC url/get-query). Throws where they cannot be encoded. */
export function queryEntries(data: object): readonly EncodedEntry[] {
  return ArrayBuffer.isView(data) ? [] : entries(data, queryValue);
}

/** The encoded name of a piece of a query, spelled as `encodeURIComponent` would. */
function nameOf(piece: string): string {
  let name = piece;
  try {
    name = encodeURIComponent(decodeURIComponent(piece.replace(/=.*/s, '')));
  } catch {
    // Malformed percent-encoding: no key is spelled so.
  }
  return name;
}

/** Puts entries into a URL's query: known keys in place, new ones behind, all other text as it was (SPEC url/get-merge). */
export function mergeQuery(url: string, added: readonly EncodedEntry[]): string {
  if (added.length === 0) return url;
  return url.replace(/([^?#]*)(\?[^#]*)?/, (_, path: string, query?: string) => {
    const left = new Map(added);
    const known = new Set(left.keys());
    const pieces: string[] = [];
    for (const piece of query ? query.slice(1).split('&') : []) {
      const name = nameOf(piece);
      if (!known.has(name)) pieces.push(piece);
      else if (left.has(name)) pieces.push(`${name}=${left.get(name)}`);
      left.delete(name);
    }
    if (left.size > 0) while (pieces[pieces.length - 1] === '') pieces.pop();
    return `${path}?${[...pieces, ...Array.from(left, toPiece)].join('&')}`;
  });
}
