import type { PinSet } from '@wxreq/core';
import { makeAgent } from './agents.ts';
import type { NodeOptions } from './options.ts';
import { PlainHandler } from './plain-handler.ts';
import type { Handler } from './plain-handler.ts';
import { watchSockets } from './sent.ts';
import type { Dispatcher } from './undici.ts';

/** Connections that may carry one another's requests: they satisfy the same pins and speak the same protocol. */
export interface Pools {
  /** Carries a request on any of the connections, or on a new one. */
  readonly dispatcher: Dispatcher;
  /** A dispatcher for one request, on a connection that nobody has used; undefined where that cannot be had. */
  fresh(): Dispatcher | undefined;
  /** Where HTTP/2 was asked for: the pools to use from now on for an origin that does not speak it. */
  http1(origin: string): Pools;
  /** Takes a request back that is about to be written and that nobody wants any more. */
  refuse(controller: Dispatcher.DispatchController): void;
  /** The handler as the dispatcher should get it. */
  handlerFor(handler: Handler): Dispatcher.DispatchHandler;
  /** Lets what is under way end, then closes the connections. */
  close(): Promise<void>;
}

/** Beyond this many sets of pins, the connections of the one longest unused are closed. */
const mostPinned = 100;

/** Where requests find their connections. Nothing is made before the first request. */
export class PoolKinds {
  readonly #options: NodeOptions;
  readonly #plain = new Map<boolean, Pools>();
  readonly #pinned = new Map<string, Pools>();
  readonly #http1 = new Set<string>();

  constructor(options: NodeOptions) {
    this.#options = options;
  }

  /** The pools for requests to this origin with these pins (SPEC certs/before-any-byte). */
  find(origin: string, pins: readonly PinSet[], wantsHttp2: boolean): Pools {
    const http2 = wantsHttp2 && origin.startsWith('https:') && !this.#http1.has(origin);
    return pins.length === 0 ? this.#findPlain(http2) : this.#findPinned(pins, http2);
  }

  /** Lets what is under way end, then closes every connection. Later requests open new ones. */
  async close(): Promise<void> {
    // A request that has just been called starts a turn later; it is under way all the same.
    await Promise.resolve();
    for (;;) {
      const all = [...this.#plain.values(), ...this.#pinned.values()];
      if (all.length === 0) return;
      this.#plain.clear();
      this.#pinned.clear();
      await Promise.all(all.map(pools => pools.close()));
    }
  }

  #findPlain(http2: boolean): Pools {
    const known = this.#plain.get(http2);
    if (known !== undefined) return known;
    const made = this.#make([], http2);
    this.#plain.set(http2, made);
    return made;
  }

  #findPinned(pins: readonly PinSet[], http2: boolean): Pools {
    const key = [String(http2), ...pins.map(set => [...set].sort().join()).sort()].join(' ');
    const pools = this.#pinned.get(key) ?? this.#make(pins, http2);
    // The last one used stands last.
    this.#pinned.delete(key);
    this.#pinned.set(key, pools);
    const [oldest] = this.#pinned;
    if (this.#pinned.size > mostPinned && oldest !== undefined) {
      this.#pinned.delete(oldest[0]);
      void oldest[1].close();
    }
    return pools;
  }

  #make(pins: readonly PinSet[], http2: boolean): Pools {
    watchSockets();
    const options = this.#options;
    const http1 = (origin: string): Pools => {
      this.#http1.add(origin);
      return this.find(origin, pins, false);
    };
    if (options.dispatcher !== undefined) return foreignPools(options.dispatcher, http1);
    return ownPools(() => makeAgent(options, pins, http2), http1);
  }
}

function ownPools(make: () => Dispatcher, http1: Pools['http1']): Pools {
  const dispatcher = make();
  return {
    dispatcher,
    fresh: make,
    http1,
    handlerFor: handler => new PlainHandler(handler),
    // Inside undici's own connections, an exception leaves the connection as it is; `abort` would close it.
    refuse: () => {
      throw new Error('given up');
    },
    close: () => dispatcher.close(),
  };
}

/** Whose dispatcher it is, closes it. */
function foreignPools(dispatcher: Dispatcher, http1: Pools['http1']): Pools {
  return {
    dispatcher,
    fresh: () => undefined,
    http1,
    handlerFor: handler => handler,
    refuse: controller => {
      controller.abort(new Error('given up'));
    },
    close: () => Promise.resolve(),
  };
}
