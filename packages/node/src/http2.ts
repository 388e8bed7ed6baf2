import type { Connection } from './connection.ts';
import { Dispatcher } from './undici.ts';

/** As many requests at a time as HTTP/2 servers usually take on one connection. */
export const mostStreams = 100;

/** What a connection fails with that was to be HTTP/2, where the server speaks only HTTP/1.1. Nothing has been sent. */
export class SpeaksHttp1 extends Error {}

/**
 * The HTTP/2 connections of one origin. undici's own pool would open one for every request that comes while the first is being
 * opened; here requests share them, also then.
 */
export class Http2Pool extends Dispatcher {
  readonly #make: () => Connection;
  readonly #limit: number;
  readonly #connections: Connection[] = [];

  constructor(limit: number, make: () => Connection) {
    super();
    this.#limit = limit;
    this.#make = make;
  }

  override dispatch(options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): boolean {
    return this.#next().dispatch(options, handler);
  }

  override close(): Promise<void>;
  override close(callback: () => void): void;
  override close(callback?: () => void): Promise<void> | undefined {
    const closed = Promise.all(this.#connections.map(connection => connection.close())).then(() => undefined);
    if (callback === undefined) return closed;
    void closed.then(callback);
    return undefined;
  }

  #next(): Connection {
    let [least] = this.#connections;
    for (const one of this.#connections) if (least === undefined || one.load < least.load) least = one;
    const isFull = least === undefined || least.load >= mostStreams;
    return isFull && this.#connections.length < this.#limit ? this.#add() : (least ?? this.#add());
  }

  #add(): Connection {
    const connection = this.#make();
    this.#connections.push(connection);
    // The agent counts connections, to let go of origins that have none left.
    connection.on('connect', (origin, targets) => this.emit('connect', origin, targets));
    connection.on('disconnect', (origin, targets, error) => this.emit('disconnect', origin, targets, error));
    connection.on('connectionError', (origin, targets, error) =>
      this.emit('connectionError', origin, targets, error),
    );
    return connection;
  }
}
