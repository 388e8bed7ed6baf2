import { TransportError } from '@wxreq/core';
import type { FailureKind, Head } from '@wxreq/core';

/** Every kind of failure that all edge runtimes tell apart: what happens before the head, workerd hides. */
export const failureKinds: readonly FailureKind[] = ['reset', 'encoding'];

/** What is said of a body that cannot be decoded: workerd has no codes, edge-light those of zlib. */
const undecodable = /decompression failed|compressed stream|\bZ_\w/i;

/** An error of `fetch`, or of the body behind this head, as a failure. */
export function toError(error: unknown, head: Head | undefined): TransportError {
  if (!head) return new TransportError('unknown', error);
  return new TransportError(undecodable.test(words(error)) ? 'encoding' : 'reset', error);
}

/** All that an error and its causes say. */
function words(error: unknown): string {
  if (!(error instanceof Error)) return '';
  const code = 'code' in error ? String(error.code) : '';
  return [error.message, code, words(error.cause)].join(' ');
}
