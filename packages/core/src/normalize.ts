import type { RequestOptions } from './api.ts';
import { Refusal } from './errors.ts';
import { describe, isObject, typeName } from './tokens.ts';
import * as words from './words.ts';

/** Options that nobody has checked yet. */
export type RawOptions = Readonly<Partial<Record<keyof RequestOptions, unknown>>>;

/** The callbacks of a call, unchecked; `lost`: why one of them could not even be read. */
export interface Callbacks {
  readonly success?: unknown;
  readonly fail?: unknown;
  readonly complete?: unknown;
  readonly lost?: Refusal | undefined;
}

/** Own enumerable entries of a `header`, values unchecked. */
export type HeaderEntries = readonly (readonly [name: string, value: unknown])[];

/**
 * Reads the callbacks first, each on its own, so that a getter that throws still has the others to tell. What is no object
 * has none (SPEC call/bad-options).
 */
export function readCallbacks(options: unknown): Callbacks {
  if (!isOptions(options)) {
    return {
      lost: new Refusal(words.options, `parameter should be Object instead of ${typeName(options)};`),
    };
  }
  const callbacks: { -readonly [name in keyof Callbacks]: Callbacks[name] } = {};
  for (const name of ['success', 'fail', 'complete'] as const) {
    try {
      callbacks[name] = options[name];
    } catch (cause) {
      callbacks.lost = callbacks.lost || new Refusal(words.options, describe(cause), cause);
    }
  }
  return callbacks;
}

function isOptions(options: unknown): options is RawOptions {
  return isObject(options) && typeName(options) !== 'Array';
}

/** A plain object's entries; anything else has none and is warned about (SPEC call/bad-header). */
export function headerEntries(header: unknown): HeaderEntries {
  if (header === undefined || header === null) return [];
  const parent: unknown = isObject(header) ? Object.getPrototypeOf(header) : header;
  // Another realm's plain object has a prototype of its own, but nothing above that.
  if (parent === null || Object.getPrototypeOf(parent) === null) return Object.entries(header);
  console.warn(`wx.request: header should be a plain object instead of ${typeName(header)}; it is ignored`);
  return [];
}
