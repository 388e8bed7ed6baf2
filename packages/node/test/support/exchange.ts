import { TransportError } from '@wxreq/core';
import type { Adapter, Head, Profile, WireRequest } from '@wxreq/core';

/** What an adapter has told its sink, and how the exchange ended. */
export interface Outcome {
  readonly heads: readonly Head[];
  readonly chunks: readonly Buffer[];
  /** All chunks, as Latin-1. */
  readonly body: string;
  readonly profile: Partial<Profile> | undefined;
  /** The kind of failure; undefined where there was none. */
  readonly failed: string | undefined;
  readonly cause: unknown;
}

/** What a test's sink does besides taking notes. */
export interface Hooks {
  head?(head: Head): 'discard' | undefined;
  chunk?(bytes: Uint8Array): void;
  onCancel?(cancel: () => void): void;
}

/** A request as core would hand it to an adapter. */
export function wire(url: string, more: Partial<WireRequest> = {}): WireRequest {
  return {
    url,
    method: 'GET',
    headers: [],
    body: undefined,
    pins: [],
    profile: true,
    http2: false,
    cache: false,
    ...more,
  };
}

/** Sends a request at the seam, with a sink that takes notes. */
export async function exchange(adapter: Adapter, request: WireRequest, hooks: Hooks = {}): Promise<Outcome> {
  const heads: Head[] = [];
  const chunks: Buffer[] = [];
  const outcome = { heads, chunks, profile: undefined, failed: undefined, cause: undefined };
  const ended = (more: Partial<Outcome>): Outcome => ({
    ...outcome,
    body: Buffer.concat(chunks).toString('latin1'),
    ...more,
  });
  try {
    const profile = await adapter.send(request, {
      head: head => {
        heads.push(head);
        return hooks.head?.(head);
      },
      chunk: bytes => {
        chunks.push(Buffer.from(bytes));
        hooks.chunk?.(bytes);
      },
      onCancel: cancel => hooks.onCancel?.(cancel),
    });
    return ended({ profile });
  } catch (error) {
    if (!(error instanceof TransportError)) throw error;
    return ended({ failed: error.kind, cause: error.cause });
  }
}
