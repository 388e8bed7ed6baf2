import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Server as TcpServer, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Answer, Incoming } from './answer.ts';
import type { ControlState } from './control.ts';
import { createServer as createTcpServer } from 'node:net';
import { createServer } from 'node:http';
import { handle } from './handle.ts';
import { answerOf, incomingOf } from './http1.ts';
import { tunnelAnswer, tunnelRequest } from './tunnel.ts';

/** Serves one request on whatever wire it came; what goes wrong in the server is said aloud. */
export type Serve = (incoming: Incoming, answer: Answer) => void;

/** The routes over this state. */
export function serving(state: ControlState): Serve {
  return (incoming, answer) => {
    handle(incoming, answer, state).catch((error: unknown) => {
      console.error(`reference server: ${incoming.method} ${incoming.target.slice(0, 200)}:`, error);
      answer.reset();
    });
  };
}

/** An HTTP/1.1 server. It closes no idle connection, and takes long heads. `asked` is told of each request's connection. */
export function httpServer(serve: Serve, asked: (socket: object) => void = () => undefined): Server {
  const server = createServer({
    maxHeaderSize: 1 << 20,
    keepAliveTimeout: 0,
    headersTimeout: 0,
    requestTimeout: 0,
  });
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    asked(request.socket);
    serve(incomingOf(request), answerOf(request, response));
  });
  server.on('connect', (request: IncomingMessage, socket: Duplex) => {
    asked(request.socket);
    serve(tunnelRequest(request, socket), tunnelAnswer(socket));
  });
  server.on('clientError', (_error: Error, socket: Duplex) => {
    socket.end('HTTP/1.1 400 Bad Request\r\nconnection: close\r\n\r\n');
  });
  return server;
}

/** How to close a listener and every connection it has, those of CONNECT and those under TLS too. */
export function closing(server: TcpServer): () => Promise<void> {
  const sockets = new Map<number | undefined, Socket>();
  const keep = (socket: Socket): void => {
    const port = socket.remotePort;
    sockets.set(port, socket);
    socket.on('close', () => {
      if (sockets.get(port) === socket) sockets.delete(port);
    });
  };
  server.on('connection', keep);
  // TLS takes the raw socket over: it is the one to close then.
  server.on('secureConnection', keep);
  return () =>
    new Promise(resolve => {
      server.close(() => {
        resolve();
      });
      for (const socket of sockets.values()) socket.destroy();
    });
}

/** Listens, and gives the port. */
export function listen(server: TcpServer, host: string, port = 0): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
}

/** A port where nobody listens: taken and given back. */
export async function closedPort(host: string): Promise<number> {
  const server = createTcpServer();
  const port = await listen(server, host);
  await new Promise(resolve => server.close(resolve));
  return port;
}
