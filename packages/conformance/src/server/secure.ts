import type { Server as TlsServer, TLSSocket } from 'node:tls';
import type { Server } from 'node:http';
import type { Http2Server } from 'node:http2';
import type { Shown } from './authority.ts';
import { createServer } from 'node:tls';

/** Counts connections that carried bytes without a whole request, so that a case can prove that none left (SPEC certs/before-any-byte). */
export interface Watch {
  readonly count: () => number;
  /** A connection to count, already handed to the HTTP server. */
  readonly opened: (socket: TLSSocket) => void;
  /** A whole request has come over it. */
  readonly asked: (socket: object) => void;
}

/** A watch with nothing seen yet. */
export function createWatch(): Watch {
  const silent = new Set<object>();
  return {
    count: () => silent.size,
    asked: socket => silent.delete(socket),
    opened: socket => {
      // A listener for data takes the socket back from the HTTP parser, which would hide every byte. It comes before the
      // parser's own, so that the request, if that is one, is noticed after its bytes.
      socket.prependOnceListener('data', () => silent.add(socket));
    },
  };
}

/** A TLS listener that ends TLS itself and hands the connection to HTTP/1.1, or HTTP/2 where there is one and ALPN says so. */
export function tlsServer(
  shown: Shown,
  http1: Server,
  http2: Http2Server | undefined,
  watch: Watch,
): TlsServer {
  const server = createServer({ ...shown, ALPNProtocols: http2 ? ['h2', 'http/1.1'] : ['http/1.1'] });
  server.on('secureConnection', socket => {
    socket.on('error', () => undefined);
    if (http2 && socket.alpnProtocol === 'h2') {
      http2.emit('connection', socket);
      return;
    }
    http1.emit('connection', socket);
    watch.opened(socket);
  });
  server.on('tlsClientError', () => undefined);
  return server;
}
