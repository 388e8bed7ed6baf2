import type { Head } from './adapter.ts';
import type { HeadersReceivedResult, Profile, SuccessResult } from './api.ts';
import type { Settings } from './host.ts';
import type { NormalRequest } from './prepare.ts';
import { readHeader } from './headers.ts';
import { parse } from './parse.ts';

/** A response on its way in: its head, and what is kept of its body. */
export class Incoming {
  private readonly chunks: Uint8Array[] = [];
  private size = 0;

  /** `request` says what the body is to become, `settings` how header and cookies are spelled. */
  constructor(
    private readonly head: Head,
    private readonly request: NormalRequest,
    private readonly settings: Settings,
  ) {}

  /** Counts a chunk, and keeps it where the body is kept at all; false: beyond the host's limit (SPEC response/too-large). */
  add(bytes: Uint8Array): boolean {
    const { chunks } = this;
    this.size += bytes.byteLength;
    if (this.size > this.settings.maxResponseBytes) return false;
    if (this.request.chunked === true) return true;
    // A small view on a large slab is copied once another comes: a slow drip would hold a slab for every byte.
    const last = chunks.length - 1;
    const before = chunks[last];
    if (before && before.buffer.byteLength > 2 * before.byteLength) chunks[last] = new Uint8Array(before);
    chunks.push(bytes);
    return true;
  }

  /** What `onHeadersReceived` listeners get, and the head of the result: fresh objects at each call. */
  toHead(): HeadersReceivedResult {
    const { headerCase, rules } = this.settings;
    const { headers, status } = this.head;
    const { header, cookies } = readHeader(headers, headerCase === 'title', rules.headerSeparator);
    return { header, statusCode: status, cookies: rules.cookies(cookies) };
  }

  /** What `success` gets. Throws where the body is longer than the engine's longest string or buffer. */
  toResult(profile: Partial<Profile>): SuccessResult<unknown> {
    const { isBinary, parsesJson, chunked, profile: isWanted } = this.request;
    const data = parse(this.chunks, chunked === true ? 0 : this.size, isBinary, parsesJson);
    const result: SuccessResult<unknown> = { data, ...this.toHead(), errMsg: 'request:ok' };
    if (isWanted) result.profile = profile;
    return result;
  }
}
