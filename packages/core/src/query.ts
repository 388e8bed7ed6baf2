function encode(text: string): string {
  return encodeURIComponent(text);
}

function decoded(piece: string): string | undefined {
  const name = piece.split('=', 1)[0] ?? '';
  try {
    return decodeURIComponent(name);
  } catch {
    // Malformed percent-encoding equals no key.
    return undefined;
  }
}

function queryValue(value: unknown): string {
  if (typeof value === 'symbol') throw new TypeError('a symbol cannot be serialised');
  if (typeof value !== 'object' || value === null) return String(value);
  const json: unknown = JSON.stringify(value);
  if (typeof json !== 'string') throw new TypeError('toJSON gave undefined');
  return json;
}

function formValue(value: unknown): string {
  if (typeof value === 'symbol') throw new TypeError('a symbol cannot be serialised');
  return String(value);
}

/** One entry as `[encoded name, encoded value]`. */
export type EncodedEntry = readonly [name: string, value: string];

function entries(data: object, write: (value: unknown) => string): EncodedEntry[] {
  return Object.keys(data).map(key => [encode(key), encode(write(Reflect.get(data, key)))]);
}

/** A form body: nested values by `String` (SPEC body/form). Throws where it cannot be encoded. */
export function toForm(data: object): string {
  return entries(data, formValue)
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}

/** The entries of GET data: nested values by `JSON.stringify` (SPEC url/get-query). Throws where they cannot be encoded. */
export function queryEntries(data: object): readonly EncodedEntry[] {
  return ArrayBuffer.isView(data) ? [] : entries(data, queryValue);
}

/** Puts entries into a URL's query: known keys in place, new ones behind, all other text as it was (SPEC url/get-merge). */
export function mergeQuery(url: string, added: readonly EncodedEntry[]): string {
  if (added.length === 0) return url;
  const [, path = '', query = '', fragment = ''] = /^([^?#]*)\??([^#]*)(.*)$/s.exec(url) ?? [];
  const pieces: (string | undefined)[] = query === '' ? [] : query.split('&');
  const places = new Map<string, number[]>();
  pieces.forEach((piece = '', at) => {
    const name = decoded(piece);
    if (name === undefined) return;
    const known = places.get(name);
    if (known) known.push(at);
    else places.set(name, [at]);
  });
  const behind: string[] = [];
  for (const [name, value] of added) {
    const [first, ...others] = places.get(decodeURIComponent(name)) ?? [];
    if (first === undefined) behind.push(`${name}=${value}`);
    else pieces[first] = `${name}=${value}`;
    for (const at of others) pieces[at] = undefined;
  }
  const kept = pieces.filter(piece => piece !== undefined);
  if (behind.length > 0) while (kept.length > 0 && kept[kept.length - 1] === '') kept.pop();
  return `${path}?${[...kept, ...behind].join('&')}${fragment}`;
}
