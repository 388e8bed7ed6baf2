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
import * as words from './words.ts';

/** One request from its place in the queue to its ending: the state table, with its effects. A class: closures cost CPU. */
export class Exchange extends Link implements Traveller {
  /** There is one as soon as there is a head. */
  private incoming: Incoming | undefined;
  private state: State = 'queued';
  private cancelSend: (() => void) | undefined;
  private timer: Timer | undefined;
  private readonly invokeStart = Date.now();
  private queueEnd = 0;

  /** `wire` is the first hop's, and later that of the hop under way. */
  constructor(
    private readonly shared: Shared,
    private readonly request: NormalRequest,
    private wire: WireRequest,
    private readonly audience: Audience,
  ) {
    super();
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
    const { audience, request, shared, wire } = this;
    this.queueEnd = Date.now();
    later(() => {
      if (!this.move('send')) return;
      audience.run(() => {
        this.restartClock();
        noticeRequest(wire, shared);
        try {
          shared.send(wire, this, request);
        } catch (error) {
          // Of an adapter whose redirects are followed by something else than ours.
          this.fail(error);
        }
      });
    });
  }

  /** Fails it, wherever it stands; nothing where it has ended (SPEC task/abort, /timeout, /interrupt). */
  stop(failure: Failure): void {
    const { audience, cancelSend } = this;
    if (!this.leave('fail')) return;
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
    const { audience, request, shared, wire } = this;
    if (this.state === 'sent') {
      try {
        checkFinal(head, wire, shared.settings);
        const incoming = new Incoming(head, request, shared.settings);
        this.incoming = incoming;
        this.move('head');
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
    const { incoming, request } = this;
    const { chunked } = request;
    if (!incoming || bytes.byteLength === 0 || !this.move('chunk')) return;
    if (!incoming.add(bytes)) this.stop(new Refusal(words.size));
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
    const { incoming } = this;
    // Nothing is under way any more that could be cancelled.
    this.cancelSend = undefined;
    try {
      if (!incoming) throw new Refusal(words.protocol);
      const result = incoming.toResult(this.addTimes(measured || {}));
      if (this.leave('end')) this.audience.succeeded(result);
    } catch (error) {
      // Or longer than the engine's longest string or buffer.
      this.stop(toFailure(error, words.size));
    }
  }

  /** What core itself measures. One by one: `Object.assign` makes a table of an object this large, and takes ten times as long. */
  private addTimes(profile: Partial<Profile>): Partial<Profile> {
    profile.invokeStart = profile.queueStart = this.invokeStart;
    profile.queueEnd = this.queueEnd;
    return profile;
  }

  /** The adapter could not. */
  fail(error: unknown): void {
    this.audience.run(() => {
      const failure = toFailure(error, words.unknown);
      if (this.state === 'sent') noticeFailure(failure, this.wire, this.shared);
      this.cancelSend = undefined;
      this.stop(failure);
    });
  }

  /** Where a redirect leads, unless the request has ended by then. Throws where the host refuses it. */
  redirect(hop: Hop, go: (wire: WireRequest) => void): void {
    this.audience.run(() => {
      const wire = toWire(hop, this.request, this.shared.settings, words.redirectDomain);
      if (!this.isLive()) return;
      this.wire = wire;
      go(wire);
    });
  }

  /** What has come cannot be. */
  refuse(error: unknown): void {
    this.stop(toFailure(error, words.unknown));
  }

  private emit(event: TaskEvent, make: () => object): void {
    // Made here: as a field of every exchange this function cost a request a quarter of its CPU.
    this.audience.emit(event, make, () => this.isLive());
  }
}
