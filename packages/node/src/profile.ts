import type { Profile } from '@wxreq/core';
import type { SocketRecord, Wire } from './sockets.ts';

/** A socket that may still hold back what was written to it. */
export interface SendingWire extends Wire {
  readonly writableLength: number;
  once(event: 'drain', listener: () => void): unknown;
}

/** The times of one exchange, taken as it goes (SPEC response/profile). What was not measured stays absent. */
export class Timeline {
  readonly #bodyBytes: number;
  readonly #fetchStart = Date.now();
  #record: SocketRecord | undefined;
  #reused = false;
  #requestStart: number | undefined;
  #requestEnd: number | undefined;
  #responseStart: number | undefined;

  constructor(bodyBytes: number) {
    this.#bodyBytes = bodyBytes;
  }

  /** The head goes to this socket now, and the body right after it. */
  sent(socket: SendingWire, record: SocketRecord): void {
    this.#record = record;
    this.#reused = record.requests > 1;
    this.#requestStart = Date.now();
    this.#requestEnd = this.#bodyBytes === 0 ? this.#requestStart : undefined;
    if (this.#bodyBytes > 0 && !record.http2) {
      // A turn after it was handed over, a body is out, unless the socket is still busy with it.
      setImmediate(() => {
        this.#bodyWritten(socket);
      });
    }
  }

  /** The final response's head is here. */
  answered(): void {
    this.#responseStart = Date.now();
  }

  /** The response is complete. */
  finish(receivedBytes: number): Partial<Profile> {
    const responseEnd = Date.now();
    const profile: Partial<Profile> = {
      fetchStart: this.#fetchStart,
      responseEnd,
      sendBytesCount: this.#bodyBytes,
      receivedBytedCount: receivedBytes,
    };
    if (this.#responseStart !== undefined) profile.responseStart = this.#responseStart;
    if (this.#requestStart !== undefined) profile.requestStart = this.#requestStart;
    if (this.#requestEnd !== undefined) profile.requestEnd = this.#requestEnd;
    if (this.#record !== undefined) this.#addConnection(profile, this.#record);
    return profile;
  }

  #addConnection(profile: Partial<Profile>, { times, http2, peerIP, port }: SocketRecord): void {
    const start = this.#fetchStart;
    profile.socketReused = this.#reused;
    profile.protocol = http2 ? 'h2' : 'http1.1';
    if (peerIP !== undefined) profile.peerIP = peerIP;
    if (port !== undefined) profile.port = port;
    if (times === undefined) return;
    // What was over when this request began took none of its time.
    profile.domainLookUpStart = Math.max(start, times.lookUpStart);
    profile.domainLookUpEnd = Math.max(start, times.lookUpEnd);
    profile.connectStart = Math.max(start, times.connectStart);
    profile.connectEnd = Math.max(start, times.connectEnd, times.tlsEnd);
    profile.SSLconnectionStart = times.tlsEnd === 0 ? 0 : Math.max(start, times.tlsStart);
    profile.SSLconnectionEnd = times.tlsEnd === 0 ? 0 : Math.max(start, times.tlsEnd);
  }

  #bodyWritten(socket: SendingWire): void {
    const now = (): void => {
      this.#requestEnd ??= Date.now();
    };
    if (socket.writableLength === 0) now();
    else socket.once('drain', now);
  }
}
