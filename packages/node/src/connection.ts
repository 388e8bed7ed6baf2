import { AsyncResource } from 'node:async_hooks';
import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import type { Client as Undici } from 'undici';
import type { Connected, Dial, Target } from './dial.ts';
import { kindOf, mark } from './failures.ts';
import { SpeaksHttp1 } from './http2.ts';
import { ticketOf } from './ticket.ts';
import type { Carrier, Ticket, Waited } from './ticket.ts';
import { Client } from './undici.ts';
import type { Dispatcher } from './undici.ts';

/** A socket lives longer than the request that opened it, so it must not keep or show that request's async context. */
const nobody = new AsyncResource('wx.request connection', { requireManualDestroy: true });

/**
 * One connection of a pool, which knows the requests that wait for it. When the last of them is given up while it is being
 * opened, it is closed at once (SPEC task/abort); undici by itself would hold it until the connect timeout.
 */
export class Connection extends Client implements Waited, Carrier {
  readonly #dial: Dial;
  readonly #http2: boolean;
  /** How many tickets have this as their connection. No Set: one that is added to and deleted from all the time keeps its dead. */
  #waiting = 0;
  #stopOpening: (() => void) | undefined;
  #socket: Socket | TLSSocket | undefined;
  /** How many requests it has been given that have not ended. */
  load = 0;
  /** Told when one of them has. */
  onEnded: (() => void) | undefined;

  constructor(origin: string | URL, options: Undici.Options, dial: Dial) {
    super(origin, {
      ...options,
      connect: (target, connected) => {
        nobody.runInAsyncScope(() => {
          if (this.#waiting > 0) this.#open(target, connected);
          else this.#openLater(target, connected);
        });
      },
    });
    this.#dial = dial;
    this.#http2 = options.allowH2 === true;
    const closed = (): void => {
      this.#socket = undefined;
    };
    this.on('disconnect', closed).on('connectionError', closed);
  }

  /** It is open. */
  get stands(): boolean {
    return this.#socket?.destroyed === false;
  }

  /** It was open, and undici has yet to notice that it is no more. */
  get isClosing(): boolean {
    return this.#socket?.destroyed === true;
  }

  override dispatch(options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): boolean {
    const ticket = ticketOf(options);
    if (ticket === undefined) return super.dispatch(options, handler);
    ticket.connection?.leave(ticket);
    ticket.connection = this;
    ticket.carrier = this;
    this.#waiting += 1;
    this.load += 1;
    if (options.method === 'CONNECT') options.path = withoutOrigin(options);
    if (ticket.context === undefined) return super.dispatch(options, handler);
    return ticket.context.runInAsyncScope(() => super.dispatch(options, handler));
  }

  leave(ticket: Ticket): void {
    if (ticket.connection !== this) return;
    ticket.connection = undefined;
    this.#waiting -= 1;
    if (this.#waiting === 0) this.#stopOpening?.();
  }

  ended(): void {
    this.load -= 1;
    this.onEnded?.();
  }

  /** undici opens a new connection after every request that was given up, with nothing to send on it but that. */
  #openLater(target: Target, connected: Connected): void {
    process.nextTick(() => {
      if (this.#waiting > 0) this.#open(target, connected);
      else connected(unwanted(), null);
    });
  }

  #open(target: Target, connected: Connected): void {
    const finish: Connected = (...[error, opened]) => {
      if (this.#stopOpening !== stop) {
        opened?.destroy(); // too late: nobody waits any more
        return;
      }
      this.#stopOpening = undefined;
      if (error !== null) {
        connected(told(error), null);
      } else if (this.#http2 && !speaksHttp2(opened)) {
        // What waits here would have to go one by one.
        opened.destroy();
        connected(new SpeaksHttp1('the server speaks no HTTP/2'), null);
      } else {
        this.#socket = opened;
        connected(null, opened);
      }
    };
    const stop = (): void => {
      const error = unwanted();
      finish(error, null);
      socket?.destroy(error);
    };
    this.#stopOpening = stop;
    const socket = this.#dial(target, finish);
  }
}

/** In place of a connection that nobody waits for. What undici fails with it had been sent on a connection before. */
function unwanted(): Error {
  return mark(new Error('nobody waits for this connection'), 'reset');
}

/** undici has a proxy asked for the whole URL; CONNECT names host and port, whoever is asked (SPEC method/connect). */
function withoutOrigin({ path, origin = '' }: Dispatcher.DispatchOptions): string {
  return path.startsWith(String(origin)) ? path.slice(String(origin).length) : path;
}

function speaksHttp2(socket: object): boolean {
  return 'alpnProtocol' in socket && socket.alpnProtocol === 'h2';
}

/** undici takes these two for the end of an older connection and would try again, for ever. */
function told(error: Error): Error {
  const quiet = 'code' in error && (error.code === 'UND_ERR_SOCKET' || error.code === 'UND_ERR_INFO');
  return quiet ? mark(new Error(error.message, { cause: error }), kindOf(error)) : error;
}
