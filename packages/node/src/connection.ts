import { AsyncResource } from 'node:async_hooks';
import type { Client as Undici } from 'undici';
import type { Connected, Dial, Target } from './dial.ts';
import { kindOf, mark } from './failures.ts';
import { ticketOf } from './ticket.ts';
import type { Ticket, Waited } from './ticket.ts';
import { Client } from './undici.ts';
import type { Dispatcher } from './undici.ts';

/** A socket lives longer than the request that opened it, so it must not keep or show that request's async context. */
const nobody = new AsyncResource('wx.request connection', { requireManualDestroy: true });

/**
 * One connection of a pool, which knows the requests that wait for it. When the last of them is given up while it is being
 * opened, it is closed at once (SPEC task/abort); undici by itself would hold it until the connect timeout.
 */
export class Connection extends Client implements Waited {
  readonly #dial: Dial;
  readonly #waiting = new Set<Ticket>();
  #stopOpening: (() => void) | undefined;

  constructor(origin: URL, options: Undici.Options, dial: Dial) {
    super(origin, {
      ...options,
      connect: (target, connected) => {
        nobody.runInAsyncScope(() => {
          this.#open(target, connected);
        });
      },
    });
    this.#dial = dial;
  }

  override dispatch(options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): boolean {
    const ticket = ticketOf(options);
    if (ticket === undefined) return super.dispatch(options, handler);
    ticket.connection = this;
    this.#waiting.add(ticket);
    if (ticket.context === undefined) return super.dispatch(options, handler);
    return ticket.context.runInAsyncScope(() => super.dispatch(options, handler));
  }

  leave(ticket: Ticket): void {
    ticket.connection = undefined;
    this.#waiting.delete(ticket);
    if (this.#waiting.size === 0) this.#stopOpening?.();
  }

  #open(target: Target, connected: Connected): void {
    const finish: Connected = (...[error, opened]) => {
      if (this.#stopOpening !== stop) {
        opened?.destroy(); // too late: nobody waits any more
        return;
      }
      this.#stopOpening = undefined;
      if (error === null) {
        // undici pipelines what waits for the connection, which only HTTP/2 can bear.
        if (!('alpnProtocol' in opened && opened.alpnProtocol === 'h2')) this.pipelining = 1;
        connected(null, opened);
      } else {
        connected(told(error), null);
      }
    };
    const stop = (): void => {
      const error = new Error('nobody waits for this connection any more');
      finish(error, null);
      socket?.destroy(error);
    };
    this.#stopOpening = stop;
    const socket = this.#dial(target, finish);
  }
}

/** undici takes these two for the end of an older connection and would try again, for ever. */
function told(error: Error): Error {
  const quiet = 'code' in error && (error.code === 'UND_ERR_SOCKET' || error.code === 'UND_ERR_INFO');
  return quiet ? mark(new Error(error.message, { cause: error }), kindOf(error)) : error;
}
