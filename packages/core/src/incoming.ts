import type { Head } from './adapter.ts';
import type { HeadersReceivedResult, Profile, SuccessResult } from './api.ts';
import type { Settings } from './host.ts';
import type { NormalRequest } from './prepare.ts';
import { toCookies, toHeader } from './headers.ts';
import { concat, parse } from './parse.ts';

/** A response on its way in: its head, and what is kept of its body. */
export interface Incoming {
  /** Takes the final head. */
  take(head: Head): void;
  /** Counts a chunk, and keeps it where the body is kept at all; false: beyond the host's limit (SPEC response/too-large). */
  add(bytes: Uint8Array): boolean;
  /** What `onHeadersReceived` listeners get, and the head of the result: fresh objects at each call. */
  toHead(): HeadersReceivedResult;
  /** What `success` gets. Throws where the body is longer than the engine's longest string or buffer. */
  toResult(profile: Partial<Profile>): SuccessResult<unknown>;
}

/** `request` says what the body is to become, `settings` how header and cookies are spelled. */
export function createIncoming(
  { isBinary, parsesJson, chunked, profile: isWanted }: NormalRequest,
  { maxResponseBytes, quirks, headerCase, rules }: Settings,
): Incoming {
  const isTitle = headerCase === 'title';
  const chunks: Uint8Array[] = [];
  let size = 0;
  let received: Head;

  function toHead(): HeadersReceivedResult {
    const { status, headers } = received;
    const header = toHeader(headers, isTitle, rules.headerSeparator);
    const cookies = header[isTitle ? 'Set-Cookie' : 'set-cookie'] ? toCookies(headers) : [];
    return {
      header,
      statusCode: status,
      cookies:
        quirks && cookies.length > 0 ? quirks.splitCookies(cookies.join(rules.headerSeparator)) : cookies,
    };
  }

  return {
    take(head) {
      received = head;
    },
    add(bytes) {
      size += bytes.byteLength;
      if (size > maxResponseBytes) return false;
      if (chunked === true) return true;
      // A small view on a large slab is copied once another comes: a slow drip would hold a slab for every byte.
      const last = chunks.length - 1;
      const before = chunks[last];
      if (before && before.buffer.byteLength > 2 * before.byteLength) chunks[last] = new Uint8Array(before);
      chunks.push(bytes);
      return true;
    },
    toHead,
    toResult(profile) {
      const bytes = concat(chunks, chunked === true ? 0 : size);
      const data = parse(bytes, isBinary, parsesJson);
      const result: SuccessResult<unknown> = { data, ...toHead(), errMsg: 'request:ok' };
      if (isWanted) result.profile = profile;
      return result;
    },
  };
}
