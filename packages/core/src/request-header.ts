import type { HeaderEntries } from './normalize.ts';
import { isName, isValue, textOf } from './tokens.ts';

/** Framing and hop-by-hop headers are the transport's own (SPEC header/transport); `referer` is the host's (header/referer). */
const dropped =
  /^(connection|content-length|expect|keep-alive|proxy-(authorization|connection)|te|trailer|transfer-encoding|upgrade|referer)$/;

/** A developer's value as text; undefined: left out (SPEC header/values). Throws where `String` does. */
export function headerValue(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (!Array.isArray(value)) return textOf(value);
  return Array.from<unknown, string | undefined>(value, headerValue)
    .filter(text => text !== undefined)
    .join(', ');
}

const none = { header: new Map<string, string>(), invalid: undefined };

/** What entries come to, the last of a name winning; or the first name that HTTP cannot carry (SPEC header/values). */
export function toRequestHeader(
  entries: HeaderEntries,
  write: (value: unknown) => string | undefined,
): { readonly header: ReadonlyMap<string, string>; readonly invalid: string | undefined } {
  if (entries.length === 0) return none;
  const header = new Map<string, string>();
  let invalid: string | undefined;
  for (const [name, raw] of entries) {
    const key = name.toLowerCase();
    if (dropped.test(key)) continue;
    let value: string | undefined;
    try {
      value = write(raw);
    } catch {
      // A value that has no text: as bad as one that HTTP cannot carry.
      value = '\0';
    }
    if (value === undefined || (key === 'content-type' && !value)) continue;
    if (invalid === undefined && !(isName(name) && isValue(value))) invalid = name;
    header.set(key, value);
  }
  return { header, invalid };
}
