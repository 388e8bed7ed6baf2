import type { FailResult } from './api.ts';
import { ofKind, unknown, type FailureKind, type Words } from './words.ts';

/** Why a request fails: its words, what fills them, and what was thrown, if anything was. */
export interface Failure {
  readonly words: Words;
  readonly detail: string;
  readonly cause?: unknown;
}

/** Why core itself fails a request. */
export class Refusal extends Error implements Failure {
  /** Never seen by developers: they get {@link toFailResult}'s object. */
  constructor(
    readonly words: Words,
    readonly detail = '',
    readonly cause?: unknown,
  ) {
    super(words[0]);
  }
}

/** What an adapter's `send` rejects with: a kind, never words. Of core's own flags (abort …) it makes `unknown` (SPEC task/abort). */
export class TransportError extends Error implements Failure {
  /** The kind's words, brought along so that core need not carry them all. */
  readonly words: Words;

  /** `cause` is the runtime's own error; it reaches the developer as the result's `cause`. `detail` fills the message. */
  constructor(
    readonly kind: FailureKind,
    readonly cause?: unknown,
    readonly detail = '',
  ) {
    super(kind);
    this.name = 'TransportError';
    this.words = ofKind.get(kind) ?? unknown;
  }
}

function hasWords(error: unknown): error is Failure {
  return error instanceof Error && 'words' in error && Array.isArray(error.words);
}

/**
 * What was thrown, as a failure: what is none of ours becomes the cause of one. By shape: an adapter may carry its own copy of
 * this package.
 */
export function toFailure(error: unknown, words: Words, detail = ''): Failure {
  try {
    if (hasWords(error)) return { words: error.words, detail: error.detail || '', cause: error.cause };
  } catch {
    // A proxy, or a getter that throws: it says nothing, and its request must end all the same.
  }
  return new Refusal(words, detail, error);
}

/** The object for `fail` and `complete`: fresh, plain, with a `cause` that is not enumerable. */
export function toFailResult({ words, detail, cause }: Failure): FailResult {
  const result: FailResult = { errMsg: 'request:fail ' + words[0].replace('%', () => detail) };
  if (words[1]) result.errno = words[1];
  return Object.defineProperty(result, 'cause', { value: cause, configurable: true });
}
