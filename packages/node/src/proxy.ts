import { Socket } from 'node:net';
import type { ProxyAgent as Undici } from 'undici';
import type { PinSet } from '@wxreq/core';
import { check, connectTimeoutMs, tlsOptions } from './dial.ts';
import type { Connected, Dial, Target } from './dial.ts';
import { kindOf, mark } from './failures.ts';
import type { NodeOptions } from './options.ts';
import { apiConnect, EnvHttpProxyAgent, Pool, ProxyAgent, symbols } from './undici.ts';
import type { Dispatcher } from './undici.ts';

/** Makes the pool of one origin, whose connections are opened so. */
export type MakePool = (origin: string | URL, dial: Dial) => Dispatcher;

/** A way to the proxy, or through it, as undici's proxy agents make it. Those to the proxy return the socket. */
type Way = (target: Target, connected: Connected) => unknown;

/**
 * Requests through a proxy: it is asked for http: URLs, and for a tunnel to https: ones. There the origin's certificate is
 * checked, pins included, not the proxy's. `direct` is for the hosts that NO_PROXY names.
 */
export function proxyAgent(
  options: NodeOptions,
  pins: readonly PinSet[],
  http2: boolean,
  direct: Dial,
  makePool: MakePool,
): Dispatcher {
  const waysToProxy = new Set<unknown>();
  const tunnels = new Tunnels(pins);
  const settings: Omit<Undici.Options, 'uri'> = {
    proxyTunnel: false,
    proxyTls: tlsOptions(options, false, false),
    requestTls: tlsOptions(options, pins.length > 0, http2),
    clientFactory: (proxy, { connect }: { connect?: unknown }) => {
      waysToProxy.add(connect);
      if (!isWay(connect)) throw new TypeError('undici has changed its proxy agent');
      const dial = toProxy(connect);
      const pool = new Pool(proxy, {
        headersTimeout: connectTimeoutMs(options),
        connect: (target, connected) => {
          tunnels.keep(dial(target, connected));
        },
      });
      return Object.assign(pool, { connect: apiConnect });
    },
    factory: (origin, { connect }: { connect?: unknown }) => {
      if (!isWay(connect)) return makePool(origin, direct);
      if (!waysToProxy.has(connect)) return makePool(origin, tunnels.through(connect));
      const pool = makePool(origin, toProxy(connect));
      const dispatch: Dispatcher['dispatch'] = (target, handler) => pool.dispatch(target, handler);
      return Object.assign(pool, { [symbols.kDispatch]: dispatch, destroy: () => pool.close() });
    },
  };
  const { proxy = 'env' } = options;
  return proxy === 'env' ? new EnvHttpProxyAgent(settings) : new ProxyAgent({ ...settings, uri: proxy });
}

function isWay(value: unknown): value is Way {
  return typeof value === 'function';
}

/** Whatever goes wrong on the way to the proxy is the proxy's failure. */
function toProxy(way: Way): (target: Target, connected: Connected) => Socket | undefined {
  return (target, connected) => {
    const socket = way(target, (...[error, opened]) => {
      if (error === null) connected(null, opened);
      else connected(mark(error, 'proxy'), null);
    });
    return socket instanceof Socket ? socket : undefined;
  };
}

/** The tunnels of one proxy that are being opened. */
class Tunnels {
  readonly #pins: readonly PinSet[];
  /** Sockets to the proxy through which nothing goes yet. */
  readonly #sockets = new Set<Socket>();
  #pending = 0;

  constructor(pins: readonly PinSet[]) {
    this.#pins = pins;
  }

  keep(socket: Socket | undefined): void {
    if (socket === undefined) return;
    this.#sockets.add(socket);
    socket.once('close', () => this.#sockets.delete(socket));
  }

  /** A connection to the origin through the proxy. */
  through(way: Way): Dial {
    return (target, connected) => {
      let left = false;
      const leave = (): void => {
        if (!left) this.#pending -= 1;
        left = true;
      };
      this.#pending += 1;
      way(target, (...[error, socket]) => {
        leave();
        if (error !== null) {
          connected(inTunnel(error), null);
          return;
        }
        for (const own of this.#sockets) if (own.localPort === socket.localPort) this.#sockets.delete(own);
        check(socket, target, this.#pins, connected);
      });
      return {
        // undici does not tell which socket is for whom: they are closed when nobody waits for any of them.
        destroy: error => {
          leave();
          if (this.#pending === 0) for (const socket of this.#sockets) socket.destroy(error);
        },
      };
    };
  }
}

/** What is not a failure of the proxy's own or of the origin's TLS is the proxy's refusal to go between. */
function inTunnel(error: Error): Error {
  const kind = kindOf(error);
  return kind === 'reset' || kind === 'unknown' ? mark(error, 'tunnel') : error;
}
