import type { RequestOptions } from './api.ts';
import type { Failure } from './errors.ts';
import { messageOf, typeName } from './tokens.ts';

/** Options that nobody has checked yet. */
export type RawOptions = Readonly<Partial<Record<keyof RequestOptions, unknown>>>;

/** The callbacks of a call; `lost`: why one of them could not even be read. */
export interface Callbacks {
  readonly success: unknown;
  readonly fail: unknown;
  readonly complete: unknown;
  readonly lost: Failure | undefined;
}

/** The options as they stood at the call, each read once, unchecked (SPEC call/snapshot). */
export interface Snapshot {
  readonly url: unknown;
  readonly data: unknown;
  /** Own enumerable entries of a plain `header`. */
  readonly header: readonly (readonly [name: string, value: unknown])[];
  readonly timeout: unknown;
  /** A copy, if it is an array. */
  readonly certs: unknown;
  readonly method: unknown;
  readonly parsesJson: boolean;
  readonly isBinary: boolean;
  readonly isManual: boolean;
  readonly enableChunked: unknown;
  readonly profile: boolean;
  readonly http2: boolean;
  readonly cache: boolean;
}

function isArray(value: unknown): boolean {
  try {
    return Array.isArray(value);
  } catch {
    // A revoked proxy: its callbacks cannot be read either, which is the better message.
    return false;
  }
}

/** Whether these options can hold callbacks at all (SPEC call/bad-options). */
export function isOptions(options: unknown): options is RawOptions {
  return typeof options === 'object' && options !== null && !isArray(options);
}

/** The failure of a call whose options are no object. */
export function optionsFailure(options: unknown): Failure {
  return { kind: 'options', detail: `parameter should be Object instead of ${typeName(options)};` };
}

function getterFailure(cause: unknown): Failure {
  return { kind: 'options', detail: messageOf(cause), cause };
}

/** Reads the callbacks first, each on its own, so that a getter that throws still has the others to tell. */
export function readCallbacks(options: RawOptions): Callbacks {
  let lost: Failure | undefined;
  const read = (get: () => unknown): unknown => {
    try {
      return get();
    } catch (cause) {
      lost ??= getterFailure(cause);
      return undefined;
    }
  };
  const success = read(() => options.success);
  const fail = read(() => options.fail);
  const complete = read(() => options.complete);
  return { success, fail, complete, lost };
}

function isPlain(value: unknown): value is object {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const parent: unknown = Object.getPrototypeOf(value);
  return parent === null || Object.getPrototypeOf(parent) === null;
}

/** A plain object's entries; anything else has none and is warned about (SPEC call/bad-header). */
export function headerEntries(header: unknown): Snapshot['header'] {
  if (header === undefined || header === null) return [];
  if (isPlain(header)) return Object.entries(header);
  console.warn(`wx.request: header should be a plain object instead of ${typeName(header)}; it is ignored`);
  return [];
}

/** Reads every option once. Where that throws, the failure of the call. */
export function readSnapshot(options: RawOptions): Snapshot | Failure {
  try {
    const { url, data, header, timeout, certs, method, dataType, responseType, redirect } = options;
    const { enableChunked, enableProfile, enableHttp2, enableCache } = options;
    return {
      url,
      data,
      header: headerEntries(header),
      timeout,
      certs: Array.isArray(certs) ? Array.from<unknown>(certs) : certs,
      method,
      parsesJson: dataType === undefined || dataType === 'json',
      isBinary: typeof responseType === 'string' && responseType.toLowerCase() === 'arraybuffer',
      isManual: redirect === 'manual',
      enableChunked,
      profile: enableProfile !== false,
      http2: enableHttp2 === true,
      cache: enableCache === true,
    };
  } catch (cause) {
    return getterFailure(cause);
  }
}
