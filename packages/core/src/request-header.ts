import type { HeaderPair } from './adapter.ts';
import type { Snapshot } from './normalize.ts';
import { isName, isValue, textOf } from './tokens.ts';

/** Framing and hop-by-hop headers: the transport's own (SPEC header/transport). `referer`: header/referer. */
const dropped = new Set([
  'connection',
  'content-length',
  'expect',
  'keep-alive',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'referer',
]);

/** A developer's value as text; undefined: left out (SPEC header/values). Throws where `String` does. */
export function headerValue(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (!Array.isArray(value)) return textOf(value);
  return Array.from<unknown, string | undefined>(value, headerValue)
    .filter(text => text !== undefined)
    .join(', ');
}

/** What the host's and the developer's header come to, before defaults. The first name that HTTP cannot carry is `invalid`. */
export function toRequestHeader(
  host: Snapshot['header'],
  developer: Snapshot['header'],
  write: (value: unknown) => string | undefined,
): { readonly header: Map<string, string>; readonly invalid: string | undefined } {
  const header = new Map<string, string>();
  let invalid: string | undefined;
  for (const [name, raw] of [...host, ...developer]) {
    const key = name.toLowerCase();
    if (dropped.has(key)) continue;
    let value: string | undefined;
    try {
      value = write(raw);
    } catch {
      // No text can be made of it, so HTTP cannot carry it either.
      value = '\0';
    }
    if (value === undefined || (value === '' && key === 'content-type')) continue;
    if (!isName(name) || !isValue(value)) invalid ??= name;
    else header.set(key, value);
  }
  return { header, invalid };
}

/** The pairs that are sent: what was set, the host's referer, the content-type, and what the runtime does not add itself. */
export function toPairs(
  header: ReadonlyMap<string, string>,
  always: readonly HeaderPair[],
  method: string,
): readonly HeaderPair[] {
  const merged = new Map(always);
  for (const [name, value] of header) merged.set(name, value);
  if (method === 'TRACE') {
    merged.delete('cookie');
    merged.delete('authorization');
  }
  return [...merged];
}
