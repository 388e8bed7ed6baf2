/** Whether HTTP can carry this as a header name or method: a token (RFC 9110 §5.6.2). */
export function isName(text: string): boolean {
  return /^[\w!#$%&'*+.^`|~-]+$/.test(text);
}

/** Whether HTTP can carry this as a header value: no control character but tab, nothing above U+00FF (SPEC call/bad-header). */
export function isValue(text: string): boolean {
  return /^[\t\x20-\x7e\x80-\xff]*$/.test(text);
}

/** Whether this is a pin: `sha256/` and 44 characters of base64 (SPEC certs/format). */
export function isPin(text: string): boolean {
  return /^sha256\/[A-Za-z0-9+/]{43}=$/.test(text);
}

/** `String(value)`, which throws where an object has no text. */
export const textOf: (value: unknown) => string = String;

/** Whether this has properties, and is no function. */
export function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
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

/** A value in words, whatever it is: what an exception says, or its text, or its type. */
export function describe(value: unknown): string {
  try {
    return value instanceof Error ? value.message : String(value);
  } catch {
    // An object that has no text.
    return typeName(value);
  }
}
