import { isBuffer, show } from './show.ts';

/** What a case throws: a rule is broken. */
export class Mismatch extends Error {
  /** What was looked at, in words. */
  readonly what: string;
  readonly expected: string;
  readonly actual: string;

  constructor(what: string, expected: string, actual: string) {
    super(`${what}: expected ${expected}, got ${actual}`);
    this.name = 'Mismatch';
    this.what = what;
    this.expected = expected;
    this.actual = actual;
  }
}

function keysOf(value: object): string[] {
  return Object.keys(value).sort();
}

function sameBytes(a: ArrayBuffer, b: ArrayBuffer): boolean {
  const other = new Uint8Array(b);
  return a.byteLength === b.byteLength && new Uint8Array(a).every((byte, i) => byte === other[i]);
}

/** Deep equality of data: own enumerable properties, arrays, ArrayBuffers by their bytes; `NaN` equals itself. */
export function same(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  if (isBuffer(a) || isBuffer(b)) return isBuffer(a) && isBuffer(b) && sameBytes(a, b);
  const left: Record<string, unknown> = { ...a };
  const right: Record<string, unknown> = { ...b };
  const keys = keysOf(left);
  return (
    keys.length === keysOf(right).length &&
    keys.every(key => Object.prototype.hasOwnProperty.call(right, key) && same(left[key], right[key]))
  );
}

/** Throws a {@link Mismatch} unless `actual` is `expected`, by value. */
export function equal(actual: unknown, expected: unknown, what: string): void {
  if (!same(actual, expected)) throw new Mismatch(what, show(expected), show(actual));
}
