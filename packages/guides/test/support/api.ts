import { once } from 'node:events';
import http from 'node:http';
import type { IncomingMessage, RequestListener, Server } from 'node:http';

/** A server on a free port, by its origin. */
export interface Served {
  readonly origin: string;
  close(): Promise<void>;
}

/** Serves on a free port of 127.0.0.1. */
export async function serve(to: RequestListener | Server): Promise<Served> {
  const server = typeof to === 'function' ? http.createServer(to) : to;
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  return {
    origin: `http://127.0.0.1:${String(typeof address === 'object' ? address?.port : '')}`,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** The API that the guides ask. `/me` of the user `slow` never answers: `left` resolves when its connection is closed. */
export interface Api extends Served {
  /** Resolves when `/me` is asked by the user `slow`. */
  readonly asked: Promise<void>;
  readonly left: Promise<void>;
}

export async function startApi(): Promise<Api> {
  let tellAsked: () => void = () => {};
  let tellLeft: () => void = () => {};
  const asked = new Promise<void>(resolve => (tellAsked = resolve));
  const left = new Promise<void>(resolve => (tellLeft = resolve));
  const served = await serve((request, response) => {
    if (request.url === '/chat') {
      writeSlowly(response, chat);
      return;
    }
    const name = userOf(request);
    if (name === 'slow') {
      response.on('close', tellLeft);
      tellAsked();
      return;
    }
    response.setHeader('content-type', 'application/json');
    response.setHeader('set-cookie', `seen=${name}`);
    response.end(JSON.stringify({ name, url: request.url, headers: request.headers }));
  });
  return { ...served, asked, left };
}

function userOf({ headers }: IncomingMessage): string {
  return /user=(\w+)/.exec(headers.cookie ?? '')?.[1] ?? 'nobody';
}

const chat = ['你好', '，', '来杯', '咖啡？']
  .map(content => `data: ${JSON.stringify({ choices: [{ delta: { content } }] })}\n\n`)
  .concat('data: [DONE]\n\n')
  .join('');

/** In pieces of seven bytes, which cut lines and characters. */
function writeSlowly(response: http.ServerResponse, text: string): void {
  const bytes = Buffer.from(text);
  let at = 0;
  const next = (): void => {
    response.write(bytes.subarray(at, (at += 7)));
    if (at < bytes.length) setTimeout(next, 2);
    else response.end();
  };
  next();
}
