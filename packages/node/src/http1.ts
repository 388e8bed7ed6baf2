import type { Connection } from './connection.ts';
import { ticketOf } from './ticket.ts';
import type { Ticket, Waited } from './ticket.ts';
import { Dispatcher, errors } from './undici.ts';

type Options = Dispatcher.DispatchOptions;
type Handler = Dispatcher.DispatchHandler;

/**
 * The HTTP/1.1 connections of one origin, one request at a time on each. undici's own pool, with a limit, forgets requests that
 * wait when others are given up, so that they never end; it then also opens more connections than it may; and for what is sent
 * in the turn in which a request has ended it opens another connection.
 */
export class Http1Pool extends Dispatcher implements Waited {
  readonly #limit: number;
  readonly #make: () => Connection;
  /** Those that stand and carry nothing; the last one used is the first to be used again. */
  readonly #free: Connection[] = [];
  /** All of them, those that are being opened or closed included. */
  readonly #all = new Set<Connection>();
  /** What waits because all are busy, first in first out. */
  readonly #queue = new Map<Ticket, readonly [Options, Handler]>();
  #isClosed = false;
  #onEmpty: (() => void) | undefined;

  constructor(limit: number, make: () => Connection) {
    super();
    this.#limit = limit;
    this.#make = make;
  }

  override dispatch(options: Options, handler: Handler): boolean {
    const connection = this.#take();
    if (connection !== undefined) return connection.dispatch(options, handler);
    const ticket = ticketOf(options);
    if (ticket === undefined) throw new TypeError('only requests of an adapter can wait');
    ticket.connection = this;
    this.#queue.set(ticket, [options, handler]);
    return false;
  }

  /** Lets what is under way and what waits end, and closes each connection after it. */
  override close(): Promise<void>;
  override close(callback: () => void): void;
  override close(callback: () => void = () => undefined): Promise<void> {
    this.#isClosed = true;
    for (const connection of this.#free.splice(0)) void connection.close();
    return new Promise<void>(resolve => {
      this.#onEmpty = resolve;
      this.#checkEmpty();
    }).then(callback);
  }

  leave(ticket: Ticket): void {
    this.#queue.delete(ticket);
    ticket.connection = undefined;
  }

  #take(): Connection | undefined {
    // One that is closing is let go when it is closed.
    for (let free = this.#free.pop(); free !== undefined; free = this.#free.pop())
      if (free.stands) return free;
    return this.#all.size < this.#limit ? this.#add() : undefined;
  }

  #add(): Connection {
    const connection = this.#make();
    this.#all.add(connection);
    connection.onEnded = () => {
      if (connection.stands && this.#queue.size === 0 && !this.#isClosed) this.#free.push(connection);
      // undici is not done yet with what has ended, and may be about to close the connection.
      else
        void Promise.resolve().then(() => {
          this.#settle(connection);
        });
    };
    connection.on('disconnect', () => {
      if (connection.load === 0) this.#drop(connection);
    });
    return connection;
  }

  /** Finds something to do for a connection that carries nothing. */
  #settle(connection: Connection): void {
    if (!connection.stands) {
      if (!connection.isClosing) this.#drop(connection);
    } else if (this.#queue.size > 0) this.#sendNext(connection);
    else if (this.#isClosed) void connection.close();
    else this.#free.push(connection);
  }

  #sendNext(connection: Connection): void {
    for (const [ticket, [options, handler]] of this.#queue) {
      this.#queue.delete(ticket);
      connection.dispatch(options, handler);
      return;
    }
  }

  #drop(connection: Connection): void {
    if (!this.#all.delete(connection)) return;
    const at = this.#free.indexOf(connection);
    if (at !== -1) this.#free.splice(at, 1);
    const next = this.#queue.size > 0 ? this.#take() : undefined;
    if (next !== undefined) this.#sendNext(next);
    this.#checkEmpty();
  }

  /** undici's agent lets go of an origin that has no connection left, and closes this. */
  #checkEmpty(): void {
    if (this.#all.size > 0 || this.#queue.size > 0) return;
    if (this.#onEmpty === undefined) this.emit('disconnect', nowhere, [], empty);
    else this.#onEmpty();
  }
}

// The agent knows whom it listens to, and looks at none of these.
const nowhere = new URL('http://localhost');
const empty = new errors.InformationalError('no connection is left');
