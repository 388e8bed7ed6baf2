/** Whether HTTP can carry this as a header name or method: a token (RFC 9110 §5.6.2). */
export function isName(text: string): boolean {
  return /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(text);
}

/** Whether HTTP can carry this as a header value: no control character but tab, nothing above U+00FF (SPEC call/bad-header). */
export function isValue(text: string): boolean {
  return !/[^\t\x20-\x7e\x80-\xff]/.test(text);
}

/** `String(value)`, which throws on an object that has no text. */
export function textOf(value: unknown): string {
  return String(value);
}

/** A value's type in the words of a mini-program's messages: `Null`, `Undefined`, `Array`, `FormData` … */
export function typeName(value: unknown): string {
  if (typeof value === 'function') return 'Function';
  try {
    return Object.prototype.toString.call(value).slice(8, -1);
  } catch {
    // A revoked proxy, or a toStringTag that throws: still an object.
    return 'Object';
  }
}

/** What an exception says, whatever was thrown. */
export function messageOf(error: unknown): string {
  try {
    return error instanceof Error ? error.message : String(error);
  } catch {
    // Not even String() works on it.
    return 'unknown error';
  }
}
