import { AsyncResource } from 'node:async_hooks';
import type { Duplex } from 'node:stream';
import { TransportError } from '@wxreq/core';
import type { FailureKind, Profile, Sink, WireRequest } from '@wxreq/core';
import { Body, Drain } from './body.ts';
import type { Reader, Reading } from './body.ts';
import { codingsOf } from './decode.ts';
import { kindOf, kindOfEnd } from './failures.ts';
import { toPairs, valueOf } from './head.ts';
import { SpeaksHttp1 } from './http2.ts';
import type { PoolKinds, Pools } from './pools.ts';
import { Timeline } from './profile.ts';
import type { SendingWire } from './profile.ts';
import { fitsHttp2, toOutgoing } from './outgoing.ts';
import { Sending } from './resend.ts';
import { isTraced } from './sent.ts';
import type { Sender } from './sent.ts';
import { recordOf } from './sockets.ts';
import { Ticket } from './ticket.ts';
import type { TicketOptions } from './ticket.ts';
import type { Dispatcher } from './undici.ts';

type Controller = Dispatcher.DispatchController;
type RawHeaders = Controller['rawHeaders'];

/** How `send`'s promise ends. */
export interface Settle {
  readonly resolve: (profile: Partial<Profile> | undefined) => void;
  readonly reject: (error: TransportError) => void;
}

/**
 * One request and its response: undici's handler on one side, core's sink on the other. Once it is over, what still comes is
 * dropped.
 */
export class Exchange extends Ticket implements Dispatcher.DispatchHandler, Sender, Reading {
  readonly outgoing: TicketOptions;
  readonly #sink: Sink;
  #pools: Pools;
  readonly #settle: Settle;
  readonly #timeline: Timeline | undefined;
  readonly #sending = new Sending();
  #over = false;
  #controller: Controller | undefined;
  #status = 0;
  #reader: Reader | undefined;

  constructor(request: WireRequest, sink: Sink, kinds: PoolKinds, settle: Settle) {
    super();
    this.outgoing = toOutgoing(request, this);
    this.#sink = sink;
    this.#pools = kinds.find(this.outgoing.origin, request.pins, request.http2 && fitsHttp2(request));
    this.#settle = settle;
    this.#timeline = request.profile ? new Timeline(request.body?.byteLength ?? 0) : undefined;
    if (isTraced()) this.context = new AsyncResource('wx.request', { requireManualDestroy: true });
  }

  /** Sends the request. */
  start(): void {
    this.#sink.onCancel(() => {
      this.#cancel();
    });
    if (!this.#over) this.#dispatch(this.#pools.dispatcher);
  }

  onRequestStart(controller: Controller): void {
    this.connection?.leave(this);
    // A second start is undici's own doing: an HTTP/2 session was lost.
    if (this.#controller !== undefined && !this.#mayResend()) this.#fail('reset', new Error('session lost'));
    if (this.#over) {
      this.#pools.refuse(controller);
      return;
    }
    this.#controller = controller;
  }

  onSent(socket: SendingWire): void {
    const record = recordOf(socket);
    record.requests += 1;
    this.#sending.sent(socket, record);
    this.#timeline?.sent(socket, record);
  }

  onResponseStart(controller: Controller, status: number, headers: RawHeaders): void {
    if (status >= 200 && !this.#over) this.#begin(controller, status, controller.rawHeaders ?? headers);
  }

  onResponseData(_: Controller, chunk: Uint8Array): void {
    this.#reader?.read(chunk);
  }

  onResponseEnd(): void {
    this.leaveCarrier();
    this.#reader?.end();
  }

  onRequestUpgrade(controller: Controller, status: number, headers: RawHeaders, socket: Duplex): void {
    this.leaveCarrier();
    // The tunnel that CONNECT has opened is not wanted (SPEC method/connect).
    socket.on('error', () => undefined).destroy();
    if (this.#over) return;
    this.#begin(controller, status, controller.rawHeaders ?? headers);
    this.onBody();
  }

  onResponseError(_: Controller | undefined, error: Error): void {
    this.leaveCarrier();
    if (this.#over) {
      this.#reader?.stop();
      return;
    }
    if (error instanceof SpeaksHttp1) {
      this.#pools = this.#pools.http1(this.outgoing.origin);
      this.#dispatch(this.#pools.dispatcher);
      return;
    }
    const kind = kindOfEnd(error, this.#status);
    const fresh = kind === 'reset' && this.#mayResend() ? this.#pools.fresh() : undefined;
    if (kind === undefined) this.onBody();
    else if (fresh === undefined) this.#fail(kind, error);
    else this.#resend(fresh);
  }

  onBody(): void {
    if (this.#over) return;
    this.#over = true;
    this.#settle.resolve(this.#timeline?.finish(this.#reader?.received ?? 0));
  }

  onBodyBroken(error: Error): void {
    this.#fail('encoding', error);
    this.#controller?.abort(error);
  }

  #dispatch(dispatcher: Dispatcher): void {
    try {
      dispatcher.dispatch(this.outgoing, this.#pools.handlerFor(this));
    } catch (error) {
      this.#fail(kindOf(error), error);
    }
  }

  #begin(controller: Controller, status: number, raw: RawHeaders): void {
    const headers = toPairs(raw, this.#sending.http2);
    this.#timeline?.answered();
    this.#sending.answered();
    this.#status = status;
    const wanted = this.#sink.head({ status, headers });
    if (this.#over) return;
    const codings = wanted === 'discard' ? [] : codingsOf(valueOf(headers, 'content-encoding'));
    if (wanted === 'discard') {
      this.#reader = new Drain(controller);
      this.onBody();
    } else {
      this.#reader = new Body(this.#sink, controller, codings, this);
    }
  }

  #cancel(): void {
    if (this.#over) return;
    const reason = new Error('given up');
    this.#fail('abort', reason);
    this.#controller?.abort(reason);
  }

  #fail(kind: FailureKind, error: unknown): void {
    if (this.#over) return;
    this.#over = true;
    this.#reader?.stop();
    this.connection?.leave(this);
    this.#settle.reject(new TransportError(kind, error));
  }

  #mayResend(): boolean {
    return this.#sending.again(this.outgoing.method, this.#status);
  }

  #resend(fresh: Dispatcher): void {
    this.#controller = undefined;
    this.#dispatch(fresh);
    void fresh.close();
  }
}
