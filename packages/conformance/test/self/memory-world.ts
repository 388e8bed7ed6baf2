import { PinMismatch, matches } from '@wxreq/core/pins';
import { TransportError } from '@wxreq/core';
import type { FailureKind, Sink, WireRequest } from '@wxreq/core';
import type { ServerAddress } from '../../src/address.ts';
import type { Incoming } from '../../src/server/answer.ts';
import type { ControlState } from '../../src/server/control.ts';
import { control } from '../../src/server/control.ts';
import { handle } from '../../src/server/handle.ts';
import { createLedgers } from '../../src/server/ledger.ts';
import { stepsFor } from '../../src/server/routes.ts';
import { memoryAnswer } from './memory-answer.ts';
import type { Ending } from './memory-answer.ts';

const pin = (letter: string) => `sha256/${letter.repeat(43)}=`;

/** Where the server in memory "is". */
export const address: ServerAddress = {
  http: 'http://server.test',
  other: 'http://other.test',
  refused: 'http://refused.test',
  https: {
    base: 'https://server.test',
    other: 'https://other.test',
    wrongName: 'https://wrong-name.test',
    otherKey: 'https://other-key.test',
    expired: 'https://expired.test',
    unknownAuthority: 'https://unknown-authority.test',
    sentAlong: 'https://sent-along.test',
    notTls: 'https://not-tls.test',
    pins: {
      ...{ leaf: pin('L'), issuer: pin('I'), authority: pin('R') },
      ...{ stranger: pin('S'), otherKey: pin('O'), unknown: pin('U') },
    },
  },
};

const unreachable: Readonly<Record<string, FailureKind>> = {
  'http://refused.test': 'refused',
  'https://wrong-name.test': 'cert-name',
  'https://expired.test': 'cert-date',
  'https://unknown-authority.test': 'cert-authority',
  'https://not-tls.test': 'tls',
};

/** The reference server and a network to it, in memory: the same routes, no sockets. */
export interface World {
  readonly address: ServerAddress;
  ask(url: string): Promise<string>;
  send(request: WireRequest, sink: Sink): Promise<Ending>;
}

const resent = ['GET', 'HEAD', 'OPTIONS', 'TRACE'];

function incomingOf(request: WireRequest, connection: number): Incoming {
  const url = new URL(request.url);
  const secure = url.protocol === 'https:';
  const given = request.headers.some(([name]) => name === 'host');
  const saysLength = request.body !== undefined || ['POST', 'PUT'].includes(request.method);
  return {
    method: request.method,
    target: request.method === 'CONNECT' ? url.host : request.url.slice(url.origin.length),
    version: secure && request.http2 && request.method !== 'CONNECT' ? '2.0' : '1.1',
    headers: [
      ...(given ? [] : [['host', url.host] as const]),
      ...request.headers,
      ...(saysLength ? [['content-length', String(request.body?.length ?? 0)] as const] : []),
    ],
    connection,
    secure,
    body: piece => Promise.resolve(request.body && piece(request.body)).then(() => {}),
  };
}

/** A world of its own. */
export function createWorld(): World {
  const state: ControlState = {
    ledgers: createLedgers(),
    strays: () => 0,
    address: () => address,
    page: () => undefined,
    steps: stepsFor,
    onResults: () => {},
  };
  const idle = new Map<string, number[]>();
  let connections = 0;
  const check = (request: WireRequest) => {
    const { origin, hostname, host } = new URL(request.url);
    if (hostname.endsWith('.invalid')) throw new TransportError('dns', new Error('no such name'));
    const kind = unreachable[origin];
    if (kind !== undefined) throw new TransportError(kind, new Error(kind));
    const { leaf = '', issuer = '', authority = '', otherKey = '' } = address.https?.pins ?? {};
    const chain = [origin === address.https?.otherKey ? otherKey : leaf, issuer, authority];
    if (request.pins.length > 0 && !matches(request.pins, chain)) {
      throw new TransportError('pin', new PinMismatch(host, request.pins, chain));
    }
  };
  const exchange = (request: WireRequest, sink: Sink, connection: number): Promise<Ending> =>
    new Promise((resolve, reject) => {
      const { answer, leave } = memoryAnswer(request, sink, resolve);
      sink.onCancel(leave);
      handle(incomingOf(request, connection), answer, state).catch(reject);
    });
  return {
    address,
    ask: async url => JSON.stringify({ value: await control(new URL(url).pathname, state) }),
    send: async (request, sink) => {
      check(request);
      const key = `${new URL(request.url).origin} ${JSON.stringify([request.pins, request.http2])}`;
      const free = idle.get(key) ?? [];
      idle.set(key, free);
      const isShared = request.http2 && key.startsWith('https:');
      const old = isShared ? free[0] : free.pop();
      const connection = old ?? ++connections;
      if (isShared && old === undefined) free.push(connection);
      const ending = await exchange(request, sink, connection);
      if (ending.error === undefined && !isShared) free.push(connection);
      const again = ending.unborn === true && old !== undefined && resent.includes(request.method);
      return again ? exchange(request, sink, ++connections) : { ...ending, reused: old !== undefined };
    },
  };
}
