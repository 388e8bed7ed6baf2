import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { RawHeader } from '../script.ts';
import type { Answer, Incoming } from './answer.ts';

const numbers = new WeakMap<object, number>();
let connections = 0;

/** A number that stays the same over a connection's life. */
export function connectionNumber(socket: object): number {
  const number = numbers.get(socket) ?? ++connections;
  numbers.set(socket, number);
  return number;
}

/** node's flat list of raw headers as pairs. */
export function pairs(raw: readonly string[]): readonly RawHeader[] {
  return raw.flatMap((name, i): RawHeader[] => (i % 2 === 0 ? [[name, raw[i + 1] ?? '']] : []));
}

/** A request as node:http gives it. */
export function incomingOf(request: IncomingMessage): Incoming {
  return {
    method: request.method ?? '',
    target: request.url ?? '',
    version: request.httpVersion,
    headers: pairs(request.rawHeaders),
    connection: connectionNumber(request.socket),
    secure: 'encrypted' in request.socket,
    body: piece =>
      new Promise(resolve => {
        request.on('data', piece).on('end', resolve).on('close', resolve);
      }),
  };
}

/**
 * Breaks a connection when what was written has left: RST where the socket is plain TCP. Not on one whose end has been
 * sent: libuv refuses to reset while it shuts down, and Node then keeps the handle, so that the process spins at its exit.
 */
export function breakOff(socket: Duplex & { resetAndDestroy?: () => unknown }): void {
  const now = (): void => {
    if ('encrypted' in socket || socket.writableEnded || socket.resetAndDestroy === undefined)
      socket.destroy();
    else socket.resetAndDestroy();
  };
  if (socket.writableEnded) now();
  else socket.write('', now);
}

/** A response as node:http writes it; raw bytes go past it to the socket. */
export function answerOf(request: IncomingMessage, response: ServerResponse): Answer {
  const { socket } = request;
  return {
    inform: (status, headers) => {
      const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
      socket.write(`HTTP/1.1 ${String(status)} Informational\r\n${lines}\r\n`, 'latin1');
    },
    head: (status, headers, untilClose) => {
      if (untilClose) {
        response.shouldKeepAlive = false;
        response.useChunkedEncodingByDefault = false;
      }
      response.writeHead(status, headers.flat());
      // Sends the head now, in Latin-1; flushHeaders() would make it UTF-8.
      response.write(new Uint8Array(0));
    },
    body: bytes => {
      response.write(bytes);
    },
    raw: bytes => {
      socket.write(bytes);
    },
    end: () => {
      response.end();
    },
    cut: () => {
      socket.end();
    },
    reset: () => {
      breakOff(socket);
    },
    onLeft: tell => {
      response.on('close', () => {
        if (!response.writableFinished) tell();
      });
    },
  };
}
