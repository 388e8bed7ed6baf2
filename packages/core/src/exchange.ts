import type { Head, Hop, Sink, WireRequest } from './adapter.ts';
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
import { checkFinal, route } from './route.ts';
import { next, type Event, type State } from './task.ts';
import { Times } from './times.ts';
import * as words from './words.ts';

/** One request from its place in the queue to its ending: the state table, with its effects. A class: closures cost CPU. */
export class Exchange extends Link {
  private readonly incoming: Incoming;
  private state: State = 'queued';
  /** The hop whose sink is heard; every other sink is dead. */
  private live: Hop | undefined;
  private redirects = 0;
  private cancelSend: (() => void) | undefined;
  private timer: Timer | undefined;
  private readonly times = new Times();

  /** `wire` is the first hop's. */
  constructor(
    private readonly shared: Shared,
    private readonly request: NormalRequest,
    private wire: WireRequest,
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
    const { audience, request, times } = this;
    times.leaveQueue();
    later(() => {
      if (!this.move('send')) return;
      audience.run(() => {
        this.restartClock();
        this.send(request.hop);
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

  /** State first, then the clock, the sink, the slot. */
  private leave(event: Event): boolean {
    if (!this.move(event)) return false;
    stopClock(this.timer);
    this.live = undefined;
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

  private send(hop: Hop): void {
    const { shared, wire } = this;
    const fail = (error: unknown): void => {
      this.audience.run(() => {
        if (this.live === hop) this.takeError(error);
      });
    };
    this.live = hop;
    this.cancelSend = undefined;
    noticeRequest(wire, shared);
    const sink: Sink = {
      head: head => (this.live === hop ? this.takeHead(hop, head) : 'discard'),
      chunk: bytes => {
        if (this.live === hop) this.takeChunk(bytes);
      },
      onCancel: cancel => {
        // One that throws has nothing more to tell.
        if (this.live === hop) this.cancelSend = quiet(cancel);
        else if (this.state === 'failed') quiet(cancel)();
      },
    };
    try {
      shared.adapter.send(wire, sink).then(measured => {
        if (this.live === hop) this.end(measured);
      }, fail);
    } catch (error) {
      fail(error);
    }
  }

  private takeHead(hop: Hop, head: Head): 'discard' | undefined {
    if (this.state !== 'sent') return undefined;
    const { wire, redirects, request } = this;
    const { adapter, settings } = this.shared;
    const { hops, pins } = adapter.supports;
    if (pins && wire.pins.length > 0) pins.remember(wire.url, settings.passedPins);
    try {
      if (!hops) {
        checkFinal(head, wire, settings);
        return this.receive(head, false);
      }
      const verdict = hops.judge({ hop, redirects, isManual: request.isManual, settings }, head);
      if ('head' in verdict) return this.receive(verdict.head, verdict.endsHere);
      this.audience.run(() => {
        this.redirect(verdict.hop);
      });
    } catch (error) {
      this.stop(toFailure(error, words.unknown), 'error');
    }
    return 'discard';
  }

  private redirect(hop: Hop): void {
    this.wire = route(hop, this.request, this.shared.settings, this.shared.adapter, words.redirectDomain);
    if (!this.move('redirect')) return;
    this.redirects += 1;
    this.times.redirect();
    this.send(hop);
  }

  private receive(head: Head, endsHere: boolean): 'discard' | undefined {
    const { audience, incoming, request, shared } = this;
    this.move('head');
    incoming.take(head);
    if (request.chunked === true) this.restartClock();
    if (!shared.adapter.supports.setCookie) audience.run(noticeHead.bind(undefined, shared));
    this.emit('HeadersReceived', () => incoming.toHead());
    if (!endsHere) return this.live ? undefined : 'discard';
    this.live = undefined;
    later(this.end.bind(this, undefined));
    return 'discard';
  }

  private takeChunk(bytes: Uint8Array): void {
    const { chunked } = this.request;
    if (bytes.byteLength === 0 || !this.move('chunk')) return;
    if (!this.incoming.add(bytes)) this.stop(new Refusal(words.size));
    else if (chunked === true) this.restartClock();
    if (chunked !== false) this.emit('ChunkReceived', () => ({ data: toArrayBuffer(bytes) }));
  }

  private emit(event: TaskEvent, make: () => object): void {
    // Made here: as a field of every exchange this function cost a request a quarter of its CPU.
    this.audience.emit(event, make, () => this.live !== undefined);
  }

  private takeError(error: unknown): void {
    const failure = toFailure(error, words.unknown);
    if (this.state === 'sent') noticeFailure(failure, this.wire, this.shared);
    this.cancelSend = undefined;
    this.stop(failure, 'error');
  }

  private end(measured?: Partial<Profile> | null): void {
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
}
