import type { Head, Hop, Sink } from './adapter.ts';
import type { Profile, RequestTask } from './api.ts';
import type { Audience } from './audience.ts';
import type { NormalRequest } from './prepare.ts';
import type { Place } from './queue.ts';
import type { Shared } from './shared.ts';
import { later, startClock } from './clock.ts';
import { failureOf, toFailResult, type Failure } from './errors.ts';
import { Incoming } from './incoming.ts';
import { judge, type FinalHead, type Leg } from './judge.ts';
import { noticeFailure, noticeRequest, noticeResponse } from './notices.ts';
import { toArrayBuffer } from './parse.ts';
import { quiet } from './quiet.ts';
import { next, type Event, type State } from './task.ts';
import { Times } from './times.ts';

/** One request from its place in the queue to its ending: the state table, with its effects. */
export class Exchange implements Place {
  private state: State = 'queued';
  /** The hop whose sink is heard; every other sink is dead. */
  private hop: Hop | undefined;
  private redirects = 0;
  private cancelSend: (() => void) | undefined;
  private stopClock: (() => void) | undefined;
  private readonly incoming: Incoming;
  private readonly times: Times | undefined;

  /** `leg` is the first hop. */
  constructor(
    private readonly shared: Shared,
    private readonly request: NormalRequest,
    private readonly audience: Audience,
    private leg: Leg,
  ) {
    this.incoming = new Incoming(request, shared.settings);
    this.times = request.profile ? new Times() : undefined;
    shared.live.add(this);
  }

  /** What the developer holds. */
  task(): RequestTask {
    return this.audience.task(
      () => {
        this.stop({ kind: 'abort' });
      },
      () => this.hop !== undefined,
    );
  }

  /** The queue has a slot. The exchange starts a turn later, when listeners have been added. */
  start(): void {
    this.times?.leaveQueue();
    later(() => {
      if (!this.move('send')) return;
      this.audience.run(() => {
        this.restartClock();
        this.send(this.leg);
      });
    });
  }

  /** Fails it, wherever it stands; nothing where it has ended (SPEC task/abort, /timeout, /interrupt). */
  stop(failure: Failure, event: 'cancel' | 'error' = 'cancel'): void {
    if (!this.move(event)) return;
    const { cancelSend } = this;
    this.leave();
    cancelSend?.();
    later(() => {
      this.audience.failed(toFailResult(failure));
    });
  }

  private move(event: Event): boolean {
    const state = next(this.state, event);
    if (state) this.state = state;
    return state !== undefined;
  }

  private leave(): void {
    this.stopClock?.();
    this.hop = undefined;
    this.cancelSend = undefined;
    this.shared.live.delete(this);
    this.shared.queue.leave(this);
  }

  private restartClock(): void {
    this.stopClock?.();
    this.stopClock = startClock(this.request.timeoutMs, () => {
      this.stop({ kind: 'timeout' });
    });
  }

  private send(leg: Leg): void {
    const { adapter, settings } = this.shared;
    const { hop, wire } = leg;
    const isLive = (): boolean => this.hop === hop;
    this.leg = leg;
    this.hop = hop;
    this.cancelSend = undefined;
    const sink: Sink = {
      head: head => {
        let wanted: 'discard' | undefined = 'discard';
        this.audience.run(() => {
          if (isLive()) wanted = this.takeHead(head);
        });
        return wanted;
      },
      chunk: bytes => {
        if (isLive()) this.takeChunk(bytes);
      },
      onCancel: cancel => {
        // A cancel that throws has nothing more to tell: the request has failed already.
        if (isLive()) this.cancelSend = quiet(cancel);
        else if (this.state === 'failed') quiet(cancel)();
      },
    };
    const fail = (error: unknown): void => {
      this.audience.run(() => {
        if (isLive()) this.takeError(error);
      });
    };
    noticeRequest(wire, adapter, settings.notice);
    try {
      adapter.send(wire, sink).then(measured => {
        if (isLive()) this.end(measured);
      }, fail);
    } catch (error) {
      fail(error);
    }
  }

  private takeHead(head: Head): 'discard' | undefined {
    if (this.state !== 'sent') return undefined;
    const { adapter, settings } = this.shared;
    const { hop, wire } = this.leg;
    if (wire.pins.length > 0) settings.passedPins?.add(new URL(wire.url).host);
    const course = { hop, wire, redirects: this.redirects, request: this.request };
    const verdict = judge(course, head, settings, adapter);
    if ('final' in verdict) return this.receive(verdict);
    if ('kind' in verdict) this.stop(verdict, 'error');
    else this.redirect(verdict);
    return 'discard';
  }

  private redirect(leg: Leg): void {
    if (!this.move('redirect')) return;
    this.redirects += 1;
    this.times?.redirect();
    this.send(leg);
  }

  private receive({ final, endsHere }: FinalHead): 'discard' | undefined {
    const { adapter, settings } = this.shared;
    if (!this.move('head')) return 'discard';
    this.incoming.take(final);
    if (this.request.onlyChunks) this.restartClock();
    noticeResponse(adapter, settings.notice);
    this.audience.headersReceived(() => this.incoming.head());
    if (this.state !== 'receiving') return 'discard';
    if (!endsHere) return undefined;
    this.hop = undefined;
    later(() => {
      this.end(undefined);
    });
    return 'discard';
  }

  private takeChunk(bytes: Uint8Array): void {
    if (bytes.byteLength === 0 || !this.move('chunk')) return;
    if (!this.incoming.add(bytes)) {
      this.stop({ kind: 'size' });
      return;
    }
    if (this.request.onlyChunks) this.restartClock();
    if (this.request.hasChunks) this.audience.chunkReceived(() => ({ data: toArrayBuffer(bytes) }));
  }

  private takeError(error: unknown): void {
    const failure = failureOf(error);
    const { adapter, settings } = this.shared;
    if (this.state === 'sent') noticeFailure(failure, this.leg.wire.url, adapter, settings.notice);
    this.cancelSend = undefined;
    this.stop(failure, 'error');
  }

  private end(measured: Partial<Profile> | undefined): void {
    // Nothing is under way any more that could be cancelled.
    this.cancelSend = undefined;
    if (this.state === 'sent') this.stop({ kind: 'protocol' }, 'error');
    if (this.state !== 'receiving') return;
    const result = this.incoming.result(this.times?.toProfile(measured));
    if ('kind' in result) {
      this.stop(result, 'error');
    } else if (this.move('end')) {
      this.leave();
      this.audience.succeeded(result);
    }
  }
}
