import tls from 'node:tls';
import type { TLSSocket, TlsOptions } from 'node:tls';
import type { Identity } from './certificates.ts';
import { start } from './servers.ts';
import type { Running } from './servers.ts';

/** A TLS server that counts what comes out of TLS. One that parses HTTP could not: the parser takes the bytes away. */
export interface Counting extends Running {
  readonly url: string;
  bytes(): number;
  requests(): number;
  connections(): number;
  resumed(): number;
  /** Shows another certificate to new connections, and closes those that stand, as a server does that is started anew. */
  swap(identity: Identity): void;
  /** Every connection is closed, and what it had sent is counted. */
  quiet(): Promise<void>;
}

type Answer = (socket: TLSSocket, head: string) => unknown;

const ok: Answer = socket => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok');

/** Answers every head of a request with `ok`, or as told, over HTTP/1.1. */
export async function startCounting(
  identity: Identity,
  options: TlsOptions = {},
  answer: Answer = ok,
): Promise<Counting> {
  const counts = { bytes: 0, requests: 0, connections: 0, resumed: 0 };
  const server = tls.createServer({ ...identity, ...options }, socket => {
    let text = '';
    if (socket.isSessionReused()) counts.resumed += 1;
    socket
      .on('error', () => {})
      .on('data', data => {
        counts.bytes += data.length;
        text += data.toString('latin1');
        for (let end = text.indexOf('\r\n\r\n'); end !== -1; end = text.indexOf('\r\n\r\n')) {
          counts.requests += 1;
          answer(socket, text.slice(0, end));
          text = text.slice(end + 4);
        }
      });
  });
  server.on('tlsClientError', () => {});
  server.on('connection', () => (counts.connections += 1));
  const running = await start(server);
  return {
    ...running,
    url: `https://localhost:${running.port}/`,
    bytes: () => counts.bytes,
    requests: () => counts.requests,
    connections: () => counts.connections,
    resumed: () => counts.resumed,
    swap: shown => {
      server.setSecureContext({ ...options, ...shown });
      for (const socket of running.sockets) socket.destroy();
    },
    quiet: async () => {
      for (const socket of running.sockets) await new Promise(resolve => socket.once('close', resolve));
    },
  };
}
