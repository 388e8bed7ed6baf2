import type { Agent as Undici } from 'undici';
import type { PinSet } from '@wxreq/core';
import { Connection } from './connection.ts';
import { direct } from './dial.ts';
import type { NodeOptions } from './options.ts';
import { proxyAgent } from './proxy.ts';
import type { MakePool } from './proxy.ts';
import { watchSockets } from './sent.ts';
import { Agent, Pool } from './undici.ts';
import type { Dispatcher } from './undici.ts';

/** Connections that may be used for one another's requests: they satisfy the same pins and speak the same protocols. */
export interface Pools {
  /** Carries a request on any of the connections, or on a new one. */
  readonly dispatcher: Dispatcher;
  /** A dispatcher for one request, on a connection that nobody has used; undefined where that cannot be had. */
  fresh(): Dispatcher | undefined;
  /** Takes a request back that is about to be written and that nobody wants any more. */
  refuse(controller: Dispatcher.DispatchController): void;
  /** Lets what is under way end, then closes the connections. */
  close(): Promise<void>;
}

/** Beyond this many sets of pins, the connections of the one longest unused are closed. */
const mostKinds = 100;

const maxHeaderSize = 256 * 1024;

/** Where requests find their connections. Nothing is made before the first request. */
export class PoolKinds {
  readonly #options: NodeOptions;
  readonly #kinds = new Map<string, Pools>();

  constructor(options: NodeOptions) {
    this.#options = options;
  }

  /** The pools for requests with these pins (SPEC certs/before-any-byte). */
  find(pins: readonly PinSet[], http2: boolean): Pools {
    const key = keyOf(pins, http2);
    let kind = this.#kinds.get(key);
    if (kind === undefined) {
      kind = this.#make(pins, http2);
    } else if (pins.length > 0) {
      this.#kinds.delete(key); // to stand last again: the first one goes when there are too many
    } else {
      return kind;
    }
    this.#kinds.set(key, kind);
    this.#limit();
    return kind;
  }

  /** Lets what is under way end, then closes every connection. Later requests open new ones. */
  async close(): Promise<void> {
    while (this.#kinds.size > 0) {
      const kinds = [...this.#kinds.values()];
      this.#kinds.clear();
      await Promise.all(kinds.map(kind => kind.close()));
    }
  }

  #limit(): void {
    for (const [key, kind] of this.#kinds) {
      if (this.#kinds.size <= mostKinds) return;
      this.#kinds.delete(key);
      void kind.close();
    }
  }

  #make(pins: readonly PinSet[], http2: boolean): Pools {
    const { dispatcher } = this.#options;
    watchSockets();
    return dispatcher === undefined
      ? ownPools(() => makeAgent(this.#options, pins, http2))
      : foreignPools(dispatcher);
  }
}

function ownPools(make: () => Dispatcher): Pools {
  const dispatcher = make();
  return {
    dispatcher,
    fresh: make,
    // Inside undici's own connections, an exception leaves the connection as it is; `abort` would close it.
    refuse: () => {
      throw new Error('given up');
    },
    close: () => dispatcher.close(),
  };
}

/** Whose dispatcher it is, closes it. */
function foreignPools(dispatcher: Dispatcher): Pools {
  return {
    dispatcher,
    fresh: () => undefined,
    refuse: controller => {
      controller.abort(new Error('given up'));
    },
    close: () => Promise.resolve(),
  };
}

/** undici closes what it has not used for its keep-alive timeout, and keeps no process alive for it. */
function makeAgent(options: NodeOptions, pins: readonly PinSet[], http2: boolean): Dispatcher {
  const shared: Undici.Options = {
    maxHeaderSize,
    allowH2: http2,
    pipelining: http2 ? 100 : 1,
    ...(options.keepAliveTimeout === undefined ? {} : { keepAliveTimeout: options.keepAliveTimeout }),
  };
  const connections = options.connections ?? null;
  const makePool: MakePool = (origin, dial) =>
    new Pool(origin, { connections, factory: url => new Connection(url, shared, dial) });
  const dial = direct(options, pins, http2);
  if (options.proxy !== undefined) return proxyAgent(options, pins, http2, dial, makePool);
  return new Agent({ factory: origin => makePool(origin, dial) });
}

function keyOf(pins: readonly PinSet[], http2: boolean): string {
  const protocol = http2 ? 'h2' : 'h1';
  if (pins.length === 0) return protocol;
  return [protocol, ...pins.map(set => [...set].sort().join(',')).sort()].join(' ');
}
