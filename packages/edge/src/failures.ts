import { TransportError } from '@wxreq/core';
import type { FailureKind, Head } from '@wxreq/core';

/** Every kind of failure that edge runtimes tell apart: what happens before the head, they hide. */
export const failureKinds: readonly FailureKind[] = ['reset', 'encoding'];

/** What workerd says of a body that it cannot decode; there is no code, and of all else it says one and the same. */
const undecodable = /decompression failed|compressed stream/i;

/** An error of `fetch`, or of the body behind this head, as a failure. */
export function toError(error: unknown, head: Head | undefined): TransportError {
  if (!head) return new TransportError('unknown', error);
  const isUndecodable = error instanceof Error && undecodable.test(error.message);
  return new TransportError(isUndecodable ? 'encoding' : 'reset', error);
}
