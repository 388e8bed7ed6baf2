import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Answer, Incoming } from './answer.ts';
import { breakOff, connectionNumber, pairs } from './http1.ts';

/** A CONNECT request: node:http hands its socket over. */
export function tunnelRequest(request: IncomingMessage, socket: Duplex): Incoming {
  return {
    method: 'CONNECT',
    target: request.url ?? '',
    version: request.httpVersion,
    headers: pairs(request.rawHeaders),
    connection: connectionNumber(socket),
    secure: 'encrypted' in socket,
    body: () => Promise.resolve(),
  };
}

/** The answer to CONNECT, written by hand: there is no response object for it. */
export function tunnelAnswer(socket: Duplex): Answer {
  return {
    inform: () => undefined,
    head: (status, headers) => {
      const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
      socket.write(`HTTP/1.1 ${String(status)} Tunnel\r\n${lines}\r\n`, 'latin1');
    },
    body: bytes => {
      socket.write(bytes);
    },
    raw: bytes => {
      socket.write(bytes);
    },
    end: () => undefined,
    cut: () => {
      socket.end();
    },
    reset: () => {
      breakOff(socket);
    },
    onLeft: tell => {
      socket.on('close', tell);
      socket.on('error', () => undefined);
      socket.on('end', () => socket.destroy()).resume();
    },
  };
}
