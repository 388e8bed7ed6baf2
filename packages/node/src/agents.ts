import type { Client } from 'undici';
import type { PinSet } from '@wxreq/core';
import { Connection } from './connection.ts';
import { direct } from './dial.ts';
import { Http1Pool } from './http1.ts';
import { Http2Pool, mostStreams } from './http2.ts';
import type { NodeOptions } from './options.ts';
import { proxyAgent } from './proxy.ts';
import type { MakePool } from './proxy.ts';
import { Agent } from './undici.ts';
import type { Dispatcher } from './undici.ts';

/** SPEC response/too-large. */
const mostHeadBytes = 256 * 1024;

/**
 * An undici agent for connections with these pins. undici closes what has not been used for its keep-alive timeout, and keeps no
 * process alive for an idle connection.
 */
export function makeAgent(options: NodeOptions, pins: readonly PinSet[], http2: boolean): Dispatcher {
  const dial = direct(options, pins, http2);
  const makePool = poolsBy(options, http2);
  if (options.proxy !== undefined) return proxyAgent(options, pins, http2, dial, makePool);
  return new Agent({ factory: origin => makePool(origin, dial) });
}

function poolsBy({ connections, keepAliveTimeout }: NodeOptions, http2: boolean): MakePool {
  const settings: Client.Options = {
    maxHeaderSize: mostHeadBytes,
    allowH2: http2,
    pipelining: http2 ? mostStreams : 1,
    ...(keepAliveTimeout === undefined ? {} : { keepAliveTimeout }),
  };
  return (origin, dial) => {
    const connect = (): Connection => new Connection(origin, settings, dial);
    if (http2) return new Http2Pool(connections ?? Infinity, connect);
    return new Http1Pool(connections ?? Infinity, connect);
  };
}
