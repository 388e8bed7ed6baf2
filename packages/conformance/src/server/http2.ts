import type { Http2Server, IncomingHttpHeaders, ServerHttp2Stream } from 'node:http2';
import type { RawHeader } from '../script.ts';
import type { Answer, Incoming } from './answer.ts';
import { constants, createServer } from 'node:http2';
import { connectionNumber, pairs } from './http1.ts';

/** HTTP/2 frames bodies by itself and forbids these. */
const framing = ['connection', 'keep-alive', 'transfer-encoding'];

function incomingOf(
  stream: ServerHttp2Stream,
  headers: IncomingHttpHeaders,
  raw: readonly string[],
): Incoming {
  const text = (name: string): string => {
    const value = headers[name];
    return typeof value === 'string' ? value : '';
  };
  return {
    method: text(':method'),
    target: text(':path'),
    version: '2.0',
    headers: pairs(raw).filter(([name]) => !name.startsWith(':')),
    connection: connectionNumber(stream.session ?? stream),
    secure: true,
    body: piece =>
      new Promise(resolve => {
        stream.on('data', piece).on('end', resolve).on('close', resolve);
      }),
  };
}

function grouped(headers: readonly RawHeader[]): Record<string, string[]> {
  // No plain object: `constructor` is a header name, too.
  const all = new Map<string, string[]>();
  for (const [name, value] of headers) {
    const key = name.toLowerCase();
    if (!framing.includes(key)) all.set(key, [...(all.get(key) ?? []), value]);
  }
  return Object.fromEntries(all);
}

function answerOf(stream: ServerHttp2Stream): Answer {
  const connection = (): void => {
    stream.session?.destroy();
  };
  return {
    inform: (status, headers) => {
      stream.additionalHeaders({ ':status': status, ...grouped(headers) });
    },
    head: (status, headers) => {
      stream.respond({ ':status': status, ...grouped(headers) });
    },
    body: bytes => {
      stream.write(bytes);
    },
    raw: connection,
    end: () => {
      stream.end();
    },
    cut: connection,
    reset: () => {
      stream.close(constants.NGHTTP2_INTERNAL_ERROR);
    },
    onLeft: tell => {
      stream.on('error', () => undefined);
      stream.on('close', () => {
        if (!stream.writableFinished) tell();
      });
    },
  };
}

/** An HTTP/2 server for connections that TLS has handed over. */
export function http2Server(serve: (incoming: Incoming, answer: Answer) => void): Http2Server {
  const server = createServer();
  server.on(
    'stream',
    (stream: ServerHttp2Stream, headers: IncomingHttpHeaders, _flags: number, raw?: readonly string[]) => {
      serve(incomingOf(stream, headers, raw ?? []), answerOf(stream));
    },
  );
  server.on('sessionError', () => undefined);
  return server;
}
