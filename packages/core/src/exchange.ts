import type { Head, Hop, WireRequest } from './adapter.ts';
import type { Profile, RequestTask } from './api.ts';
import type { Audience } from './audience.ts';
import type { NormalRequest } from './prepare.ts';
import type { Place } from './queue.ts';
import type { Shared } from './shared.ts';
import { later, startClock } from './clock.ts';
import { Refusal, toFailure, type Failure } from './errors.ts';
import { Incoming } from './incoming.ts';
import { noticeFailure, noticeHead, noticeRequest } from './notices.ts';
import { toArrayBuffer } from './parse.ts';
import { quiet } from './quiet.ts';
import { Link } from './ring.ts';
import { checkFinal, route } from './route.ts';
import { next, type Event, type State } from './task.ts';
import { Times } from './times.ts';

/** One request from its place in the queue to its ending: the state table, with its effects. */
export class Exchange extends Link implements Place {
  private state: State = 'queued';
  /** The hop whose sink is heard; every other sink is dead. */
  private hop: Hop | undefined;
  private redirects = 0;
  private cancelSend: (() => void) | undefined;
  private stopClock: (() => void) | undefined;
  private readonly incoming: Incoming;
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
    const abort = (): void => {
      this.stop(new Refusal('abort'));
    };
    return this.audience.task(abort, () => this.hop !== undefined);
  }

  /** The queue has a slot. The exchange starts a turn later, when listeners have been added. */
  start(): void {
    this.times.leaveQueue();
    later(() => {
      if (!this.move('send')) return;
      this.audience.run(() => {
        this.restartClock();
        this.send(this.request.hop, this.wire);
      });
    });
  }

  /** Fails it, wherever it stands; nothing where it has ended (SPEC task/abort, /timeout, /interrupt). */
  stop(failure: Failure, event: 'cancel' | 'error' = 'cancel'): void {
    const { cancelSend } = this;
    if (!this.leave(event)) return;
    if (cancelSend) cancelSend();
    later(() => {
      this.audience.failed(failure);
    });
  }

  private move(event: Event): boolean {
    const state = next(this.state, event);
    if (state) this.state = state;
    return state !== undefined;
  }

  /** State first, then the clock, the sink, the slot. */
  private leave(event: Event): boolean {
    if (!this.move(event)) return false;
    if (this.stopClock) this.stopClock();
    this.hop = undefined;
    this.part();
    this.shared.queue.leave(this);
    return true;
  }

  private restartClock(): void {
    if (this.stopClock) this.stopClock();
    this.stopClock = startClock(this.request.timeout, () => {
      this.stop(new Refusal('timeout'));
    });
  }

  private send(hop: Hop, wire: WireRequest): void {
    const isLive = (): boolean => this.hop === hop;
    const fail = (error: unknown): void => {
      this.audience.run(() => {
        if (isLive()) this.takeError(error);
      });
    };
    this.hop = hop;
    this.wire = wire;
    this.cancelSend = undefined;
    noticeRequest(wire, this.shared);
    try {
      this.shared.adapter
        .send(wire, {
          head: head => (isLive() ? this.takeHead(hop, head) : 'discard'),
          chunk: bytes => {
            if (isLive()) this.takeChunk(bytes);
          },
          onCancel: cancel => {
            // One that throws has nothing more to tell.
            if (isLive()) this.cancelSend = quiet(cancel);
            else if (this.state === 'failed') quiet(cancel)();
          },
        })
        .then(measured => {
          if (isLive()) this.end(measured);
        }, fail);
    } catch (error) {
      fail(error);
    }
  }

  private takeHead(hop: Hop, head: Head): 'discard' | undefined {
    if (this.state !== 'sent') return undefined;
    const { wire, redirects } = this;
    const { adapter, settings } = this.shared;
    const { hops, pins } = adapter.supports;
    if (pins && wire.pins.length > 0) pins.remember(wire.url, settings.passedPins);
    try {
      if (!hops) {
        checkFinal(head, wire, settings);
        return this.receive(head, false);
      }
      const verdict = hops.judge({ hop, redirects, isManual: this.request.isManual, settings }, head);
      if ('head' in verdict) return this.receive(verdict.head, verdict.endsHere);
      this.audience.run(() => {
        this.redirect(verdict.hop);
      });
    } catch (error) {
      this.stop(toFailure(error, 'unknown'), 'error');
    }
    return 'discard';
  }

  private redirect(hop: Hop): void {
    const { settings, adapter } = this.shared;
    const wire = route(hop, this.request, settings, adapter, 'redirect-domain');
    if (!this.move('redirect')) return;
    this.redirects += 1;
    this.times.redirect();
    this.send(hop, wire);
  }

  private receive(head: Head, endsHere: boolean): 'discard' | undefined {
    if (!this.move('head')) return 'discard';
    this.incoming.take(head);
    if (this.request.chunked === true) this.restartClock();
    if (!this.shared.adapter.supports.setCookie) this.audience.run(noticeHead.bind(undefined, this.shared));
    this.audience.emit('HeadersReceived', () => this.incoming.head());
    if (!endsHere) return this.hop ? undefined : 'discard';
    this.hop = undefined;
    later(() => {
      this.end();
    });
    return 'discard';
  }

  private takeChunk(bytes: Uint8Array): void {
    const { chunked } = this.request;
    if (bytes.byteLength === 0 || !this.move('chunk')) return;
    if (!this.incoming.add(bytes)) this.stop(new Refusal('size'));
    else if (chunked === true) this.restartClock();
    if (chunked !== false) this.audience.emit('ChunkReceived', () => ({ data: toArrayBuffer(bytes) }));
  }

  private takeError(error: unknown): void {
    const failure = toFailure(error, 'unknown');
    if (this.state === 'sent') noticeFailure(failure, this.wire, this.shared);
    this.cancelSend = undefined;
    this.stop(failure, 'error');
  }

  private end(measured?: Partial<Profile> | null): void {
    // Nothing is under way any more that could be cancelled.
    this.cancelSend = undefined;
    if (this.state === 'sent') this.stop(new Refusal('protocol'), 'error');
    if (this.state !== 'receiving') return;
    try {
      const result = this.incoming.result(this.times.addTo(measured ?? {}));
      if (this.leave('end')) this.audience.succeeded(result);
    } catch (error) {
      // Longer than the engine's longest string or buffer.
      this.stop(new Refusal('size', '', error), 'error');
    }
  }
}
