import { AsyncLocalStorage } from 'node:async_hooks';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
import { install } from 'wxreq';
import { answerApi } from './api.ts';
import { loadTable } from './table.ts';
import { escaped, tableHtml } from './view.ts';

/** Whose page is being rendered: what their browser would have sent along. */
const visitor = new AsyncLocalStorage<{ readonly cookie: string }>();

/** A running shop. */
export interface Shop {
  readonly url: string;
  /** Puts back the `wx.request` that was there before. */
  readonly close: () => Promise<void>;
}

/** Serves the page, rendered with its data, the page's script, and the API behind both. `script`: the file of the script. */
export async function openShop(script: string | URL, port = 0): Promise<Shop> {
  const server = createServer((request, response) => {
    void answer(request, response, script);
  });
  const url = `http://127.0.0.1:${await listen(server, port)}`;
  // All that the shared module needs here: where `/api` is, and who asks. The header is made at each call, in the
  // context of the visitor whose page it is for.
  const undo = install({ baseUrl: url, header: () => visitor.getStore() });
  return {
    url,
    close: () =>
      new Promise(resolve => {
        undo();
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  script: string | URL,
): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://shop');
  const guest = searchParams.get('guest');
  if (pathname.startsWith('/api/')) return answerApi(pathname, request, response);
  if (pathname === '/table.js') {
    send(response, 200, 'text/javascript', readFileSync(script, 'utf8'));
    return;
  }
  if (pathname === '/' && guest !== null) {
    const cookie = `guest=${encodeURIComponent(guest)}; Path=/; HttpOnly; SameSite=Lax`;
    response.writeHead(303, { location: '/', 'set-cookie': cookie, 'content-length': 0 }).end();
    return;
  }
  if (pathname !== '/') {
    send(response, 404, 'text/plain', 'nothing here');
    return;
  }
  try {
    const { cookie = '' } = request.headers;
    const table = await visitor.run({ cookie }, loadTable);
    send(response, 200, 'text/html', pageHtml(tableHtml(table)));
  } catch (error) {
    const why = error instanceof Error ? error.message : 'no reason given';
    send(response, 502, 'text/html', pageHtml(`<p>${escaped(why)}</p>`));
  }
}

function pageHtml(content: string): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>A table in the tea house</title>
<link rel="icon" href="data:,">
<style>
  body { max-width: 34rem; margin: 10vh auto; padding: 0 1.5rem; font: 16px/1.6 system-ui, sans-serif }
  ul { padding: 0; list-style: none }
  li { display: flex; gap: 1rem; justify-content: space-between; padding: .6rem 0; border-top: 1px solid #8884 }
  button { min-height: 2.25rem; padding: 0 1rem; border: 1px solid #8888; border-radius: 7px; background: none; color: inherit; font: inherit; cursor: pointer }
</style>
<main>${content}</main>
<script type="module" src="/table.js"></script>
</html>
`;
}

function send(response: ServerResponse, status: number, type: string, body: string): void {
  const length = Buffer.byteLength(body);
  response.writeHead(status, { 'content-type': `${type}; charset=utf-8`, 'content-length': length });
  response.end(body);
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}
