import type { Sink } from '@wxreq/core';
import { Decoder } from './decode.ts';
import type { Decoded } from './decode.ts';
import type { Dispatcher } from './undici.ts';

/** What takes a response's body. */
export interface Reader {
  /** Bytes as they came. */
  readonly received: number;
  read(chunk: Uint8Array): void;
  end(): void;
  /** Nothing more is wanted. */
  stop(): void;
}

/** Who is told how it went; once, unless the reader is stopped before. */
export interface Reading {
  onBody(): void;
  onBodyBroken(error: Error): void;
}

type Controller = Dispatcher.DispatchController;

/** Hands the body on, decoded, chunk by chunk. */
export class Body implements Reader, Decoded {
  received = 0;
  readonly #sink: Sink;
  readonly #controller: Controller;
  readonly #codings: readonly string[] | undefined;
  readonly #owner: Reading;
  #decoder: Decoder | undefined;

  /** `codings` undefined: more than are undone, which matters once there is anything to undo. */
  constructor(sink: Sink, controller: Controller, codings: readonly string[] | undefined, owner: Reading) {
    this.#sink = sink;
    this.#controller = controller;
    this.#codings = codings;
    this.#owner = owner;
  }

  read(chunk: Uint8Array): void {
    this.received += chunk.byteLength;
    if (this.#codings === undefined) {
      this.#owner.onBodyBroken(new Error('too many content codings'));
      return;
    }
    if (this.#codings.length === 0) {
      this.#sink.chunk(chunk);
      return;
    }
    this.#decoder ??= new Decoder(this.#codings, chunk, this);
    if (!this.#decoder.write(chunk)) this.#controller.pause();
  }

  end(): void {
    if (this.#decoder === undefined) this.#owner.onBody();
    else this.#decoder.end();
  }

  stop(): void {
    this.#decoder?.stop();
  }

  onBytes(bytes: Uint8Array): void {
    this.#sink.chunk(bytes);
  }

  onEnd(): void {
    this.#owner.onBody();
  }

  onBroken(error: Error): void {
    this.#owner.onBodyBroken(error);
  }

  onDrain(): void {
    this.#controller.resume();
  }
}

const mostDrained = 64 * 1024;
const longestDrainMs = 1000;

/** Lets a body that nobody wants run out, so that its connection can be used again; closes it where that would cost more. */
export class Drain implements Reader {
  received = 0;
  readonly #controller: Controller;
  readonly #timer: NodeJS.Timeout;

  constructor(controller: Controller) {
    this.#controller = controller;
    this.#timer = setTimeout(() => {
      this.stop();
    }, longestDrainMs).unref();
  }

  read(chunk: Uint8Array): void {
    this.received += chunk.byteLength;
    if (this.received > mostDrained) this.stop();
  }

  end(): void {
    clearTimeout(this.#timer);
  }

  stop(): void {
    this.end();
    this.#controller.abort(new Error('nobody wants the rest of this body'));
  }
}
