import { once } from 'node:events';
import http from 'node:http';

/** What `/echo` tells of the request that it got. */
export interface Echo {
  readonly method: string;
  readonly url: string;
  readonly contentType: string | undefined;
  readonly token: string | undefined;
  /** The bytes as Latin-1. */
  readonly body: string;
}

export interface Server {
  /** `http://127.0.0.1:port` */
  readonly origin: string;
  /** The next request to `/never`, which gets no answer, resolves this when its connection is closed. */
  hungUp(): Promise<unknown>;
  close(): Promise<void>;
}

/** Every byte there is. */
export const bytes: Uint8Array = Uint8Array.from({ length: 256 }, (_, i) => i);

/** A real server: `/echo`, `/missing` (404 with JSON), `/bytes`, `/never`. */
export async function startServer(): Promise<Server> {
  let left: (() => void) | undefined;
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method, url = '', headers } = request;
      if (url.startsWith('/never')) return void response.on('close', () => left?.());
      if (url === '/bytes') return void response.end(bytes);
      response.setHeader('content-type', 'application/json');
      response.setHeader('x-server', 'real');
      if (url === '/missing') response.statusCode = 404;
      const said = {
        ...{ method, url, contentType: headers['content-type'], token: headers['x-token'] },
        body: Buffer.concat(chunks).toString('latin1'),
      };
      response.end(JSON.stringify(said));
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return {
    origin: `http://127.0.0.1:${String(port)}`,
    hungUp: () => new Promise<void>(resolve => (left = resolve)),
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** What a promise was rejected with; that it is not is a failure. */
export async function rejection(promise: Promise<unknown>): Promise<Record<string, unknown>> {
  try {
    await promise;
  } catch (error) {
    if (typeof error === 'object' && error) return { ...error, message: Reflect.get(error, 'message') };
  }
  throw new Error('it was not rejected with an object');
}
