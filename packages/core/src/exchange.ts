import type { Head, Hop, Traveller, WireRequest } from './adapter.ts';
import type { Profile, RequestTask } from './api.ts';
import type { Audience, TaskEvent } from './audience.ts';
import type { NormalRequest } from './prepare.ts';
import type { Shared } from './shared.ts';
import { later, startClock, stopClock, type Timer } from './clock.ts';
import { Refusal, toFailure, type Failure } from './errors.ts';
import { Incoming } from './incoming.ts';
import { noticeFailure, noticeHead, noticeRequest } from './notices.ts';
import { toArrayBuffer } from './parse.ts';
import { quiet } from './quiet.ts';
import { Link } from './ring.ts';
import { checkFinal, toWire } from './route.ts';
import { next, type Event, type State } from './task.ts';
import { Times } from './times.ts';
import * as words from './words.ts';

/** One request from its place in the queue to its ending: the state table, with its effects. A class: closures cost CPU. */
export class Exchange extends Link implements Traveller {
  private readonly incoming: Incoming;
  private state: State = 'queued';
  private cancelSend: (() => void) | undefined;
  private timer: Timer | undefined;
  private readonly times = new Times();

  /** `wire` is the first hop's. */
  constructor(
    private readonly shared: Shared,
    private readonly request: NormalRequest,
    private readonly wire: WireRequest,
    private readonly audience: Audience,
  ) {
    super();
    this.incoming = new Incoming(request, shared.settings);
    this.join(shared.live);
  }

  /** What the developer holds. */
  task(): RequestTask {
    return this.audience.task(() => {
      this.stop(new Refusal(words.abort));
    });
  }

  /** The queue has a slot. The exchange starts a turn later, when listeners have been added. */
  start(): void {
    const { audience, request, shared, times, wire } = this;
    times.leaveQueue();
    later(() => {
      if (!this.move('send')) return;
      audience.run(() => {
        this.restartClock();
        noticeRequest(wire, shared);
        shared.send(wire, this, request);
      });
    });
  }

  /** Fails it, wherever it stands; nothing where it has ended (SPEC task/abort, /timeout, /interrupt). */
  stop(failure: Failure, event: 'cancel' | 'error' = 'cancel'): void {
    const { audience, cancelSend } = this;
    if (!this.leave(event)) return;
    cancelSend?.();
    later(() => {
      audience.failed(failure);
    });
  }

  private move(event: Event): boolean {
    const to = next(this.state, event);
    if (to) this.state = to;
    return !!to;
  }

  private isLive(): boolean {
    return this.state === 'sent' || this.state === 'receiving';
  }

  /** State first, which no late call of the adapter's can change, then the clock, the slot. */
  private leave(event: Event): boolean {
    if (!this.move(event)) return false;
    stopClock(this.timer);
    this.part();
    this.shared.queue.leave(this);
    return true;
  }

  private restartClock(): void {
    stopClock(this.timer);
    this.timer = startClock(this.request.timeout, () => {
      this.stop(new Refusal(words.timeout));
    });
  }

  /** The head of the last hop. `'discard'`: nobody wants what is behind it. */
  head(head: Head): 'discard' | undefined {
    const { audience, incoming, request, shared, wire } = this;
    if (this.state === 'sent') {
      try {
        checkFinal(head, wire, shared.settings);
        this.move('head');
        incoming.take(head);
        if (request.chunked === true) this.restartClock();
        if (!shared.adapter.supports.setCookie) audience.run(noticeHead.bind(undefined, shared));
        this.emit('HeadersReceived', () => incoming.toHead());
      } catch (error) {
        this.refuse(error);
      }
    }
    return this.isLive() ? undefined : 'discard';
  }

  /** The next bytes of its body. */
  chunk(bytes: Uint8Array): void {
    const { chunked } = this.request;
    if (bytes.byteLength === 0 || !this.move('chunk')) return;
    if (!this.incoming.add(bytes)) this.stop(new Refusal(words.size));
    else if (chunked === true) this.restartClock();
    if (chunked !== false) this.emit('ChunkReceived', () => ({ data: toArrayBuffer(bytes) }));
  }

  /** How to end early what is under way. A `cancel` that throws has nothing more to tell. */
  onCancel(cancel: () => void): void {
    if (this.isLive()) this.cancelSend = quiet(cancel);
    else if (this.state === 'failed') quiet(cancel)();
  }

  /** All is there. */
  end(measured: Partial<Profile> | undefined): void {
    // Nothing is under way any more that could be cancelled.
    this.cancelSend = undefined;
    if (this.state === 'sent') this.stop(new Refusal(words.protocol), 'error');
    try {
      const result = this.incoming.toResult(this.times.addTo(measured || {}));
      if (this.leave('end')) this.audience.succeeded(result);
    } catch (error) {
      // Longer than the engine's longest string or buffer.
      this.stop(toFailure(error, words.size), 'error');
    }
  }

  /** The adapter could not. */
  fail(error: unknown): void {
    this.audience.run(() => {
      const failure = toFailure(error, words.unknown);
      if (this.state === 'sent') noticeFailure(failure, this.wire, this.shared);
      this.cancelSend = undefined;
      this.stop(failure, 'error');
    });
  }

  /** Where a redirect leads, unless the request has ended by then. Throws where the host refuses it. */
  redirect(hop: Hop, go: (wire: WireRequest) => void): void {
    this.audience.run(() => {
      const wire = toWire(hop, this.request, this.shared.settings, words.redirectDomain);
      if (this.isLive()) go(wire);
    });
  }

  /** What has come cannot be. */
  refuse(error: unknown): void {
    this.stop(toFailure(error, words.unknown), 'error');
  }

  private emit(event: TaskEvent, make: () => object): void {
    // Made here: as a field of every exchange this function cost a request a quarter of its CPU.
    this.audience.emit(event, make, () => this.isLive());
  }
}
