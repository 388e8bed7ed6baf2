import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Head, Hops, Sink, Supports, WireRequest } from '../../src/adapter.ts';
import type { Words } from '../../src/words.ts';
import { carry } from '../../src/carry.ts';
import { createFetchAdapter, type FetchAdapterOptions } from '../../src/fetch.ts';

/** A runtime that follows redirects by itself. */
export const supports: Supports = {
  methods: ['GET', 'POST'],
  unsendableHeaders: [],
  defaultHeaders: [],
  chunks: true,
  setCookie: true,
  hops: undefined,
  failureKinds: ['reset'],
  pins: undefined,
  queue: true,
  profile: false,
  http2: false,
  cache: false,
};

/** Follows nothing. */
export const hops: Hops = {
  follow: (send, request, traveller) => {
    carry(send, request, traveller);
  },
};

/** A server that answers by the address. Nothing of it runs before `open`. */
export function fetching() {
  const seen: { method?: string | undefined; headers?: http.IncomingHttpHeaders; body?: string }[] = [];
  const closed: string[] = [];
  const server = http.createServer(async (request, response) => {
    request.socket.once('close', () => closed.push(request.url ?? ''));
    let body = '';
    for await (const piece of request) body += String(piece);
    seen.push({ method: request.method, headers: request.headers, body });
    if (request.url === '/cookies')
      response.setHeader('set-cookie', ['a=1; Expires=Wed, 21 Oct 2026 07:28:00 GMT', 'b=2']);
    if (request.url === '/moved') return response.writeHead(302, { location: '/cookies' }).end('moved');
    if (request.url === '/hang') return;
    if (request.url === '/big') return response.end(Buffer.alloc(200_000));
    response.write('one');
    if (request.url === '/cut') return setTimeout(() => request.socket.destroy(), 20);
    if (request.url === '/stall') return;
    response.end();
  });
  const site = {
    origin: '',
    /** What it was asked. */
    seen,
    /** The addresses behind which a connection was closed. */
    closed,
    async open(): Promise<void> {
      await once(server.listen(0, '127.0.0.1'), 'listening');
      site.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    },
    close(): void {
      server.closeAllConnections();
      server.close();
    },
    /** A GET of it. */
    wire(path: string, more: Partial<WireRequest> = {}): WireRequest {
      const rest = { headers: [], body: undefined, pins: [], profile: false, http2: false, cache: false };
      return { url: site.origin + path, method: 'GET', ...rest, ...more };
    },
  };
  return site;
}

/** Sends it by the fetch adapter: what the sink got, and the error. */
export async function send(
  options: Partial<FetchAdapterOptions>,
  request: WireRequest,
  answer?: {
    head?: 'discard';
    onChunk?: (cancel: () => void) => void;
    onCancel?: (cancel: () => void) => void;
  },
) {
  const heads: Head[] = [];
  const chunks: string[] = [];
  let cancel = () => {};
  const sink: Sink = {
    head: head => (heads.push(head), answer?.head),
    chunk(bytes) {
      chunks.push(new TextDecoder().decode(bytes));
      answer?.onChunk?.(cancel);
    },
    onCancel(hook) {
      cancel = hook;
      answer?.onCancel?.(hook);
    },
  };
  const adapter = createFetchAdapter({ name: 'test', supports, ...options });
  const error: { words?: Words; cause?: unknown } | undefined = await adapter.send(request, sink).then(
    () => undefined,
    (thrown: object) => thrown,
  );
  return { heads, chunks, error };
}
