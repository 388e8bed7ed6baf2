import type { Duplex } from 'node:stream';
import { expectSocket } from './sent.ts';
import type { Sender } from './sent.ts';
import type { Dispatcher } from './undici.ts';

type Controller = Dispatcher.DispatchController;

/** A handler with all of its methods. */
export type Handler = Sender &
  Dispatcher.DispatchHandler &
  Required<
    Pick<
      Dispatcher.DispatchHandler,
      | 'onRequestStart'
      | 'onRequestUpgrade'
      | 'onResponseStart'
      | 'onResponseData'
      | 'onResponseEnd'
      | 'onResponseError'
    >
  >;

/**
 * Stands between undici's connections and a handler, and is its controller. undici 7 still speaks to handlers in the words of
 * undici 6, and puts two objects before one that does not; these also decode every header, which nobody here reads.
 */
export class PlainHandler implements Controller {
  rawHeaders: Buffer[] = [];
  rawTrailers: Buffer[] = [];
  paused = false;
  aborted = false;
  reason: Error | null = null;
  readonly #handler: Handler;
  #abort: ((reason: Error) => void) | undefined;
  #resume: (() => void) | undefined;

  constructor(handler: Handler) {
    this.#handler = handler;
  }

  pause(): void {
    this.paused = true;
  }

  resume(): void {
    if (!this.paused) return;
    this.paused = false;
    this.#resume?.();
  }

  abort(reason: Error): void {
    if (this.aborted) return;
    this.aborted = true;
    this.reason = reason;
    this.#abort?.(reason);
  }

  onConnect(abort: (reason: Error) => void): void {
    // Once more where an HTTP/2 session was lost before anything came.
    this.paused = this.aborted = false;
    this.#abort = abort;
    this.#handler.onRequestStart(this, undefined);
    expectSocket(this.#handler, abort);
  }

  onUpgrade(status: number, rawHeaders: Buffer[], socket: Duplex): void {
    this.rawHeaders = rawHeaders;
    this.#handler.onRequestUpgrade(this, status, unread, socket);
  }

  onHeaders(status: number, rawHeaders: Buffer[], resume: () => void): boolean {
    this.#resume = resume;
    this.rawHeaders = rawHeaders;
    this.#handler.onResponseStart(this, status, unread);
    return !this.paused;
  }

  onData(chunk: Buffer): boolean {
    this.#handler.onResponseData(this, chunk);
    return !this.paused;
  }

  onComplete(): void {
    this.#handler.onResponseEnd(this, unread);
  }

  onError(error: Error): void {
    this.#handler.onResponseError(this, error);
  }
}

/** In place of the decoded headers: `rawHeaders` says more. */
const unread = {};
