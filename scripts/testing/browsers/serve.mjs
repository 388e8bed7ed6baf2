/**
 * What a test page talks to: its own origin and another one, each over http and https, all with the same routes.
 * `/` is the page, `/page.js` the bundle, `/harness/…` the way back; everything else goes to the routes under test.
 */
import { once } from 'node:events';
import http from 'node:http';
import https from 'node:https';

/**
 * @typedef {(request: http.IncomingMessage, response: http.ServerResponse) => unknown} Route
 * @param {{ bundle: Uint8Array; routes: Route; certificate: { key: Buffer; cert: Buffer };
 *   harness: Record<string, (content: string) => unknown> }} options `harness`: what answers `/harness/NAME`
 */
export async function serve({ bundle, routes, certificate, harness }) {
  /** @type {Route} */
  async function handle(request, response) {
    const name = /^\/harness\/(\w+)$/.exec(request.url ?? '')?.[1];
    if (request.url === '/') {
      // Without an icon of its own it would ask for one.
      const head = '<meta charset="utf-8"><title>tests</title><link rel="icon" href="data:,">';
      return send(
        response,
        'text/html',
        `<!doctype html>${head}<script type="module" src="/page.js"></script>`,
      );
    }
    if (request.url === '/page.js') return send(response, 'text/javascript', bundle);
    if (name === undefined || !harness[name]) return routes(request, response);
    let content = '';
    for await (const piece of request) content += String(piece);
    return send(response, 'application/json', JSON.stringify(harness[name](content) ?? null));
  }

  const servers = [http.createServer(handle), http.createServer(handle)];
  servers.push(https.createServer(certificate, handle), https.createServer(certificate, handle));
  for (const server of servers) {
    server.on('clientError', (_, socket) => socket.destroy());
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  }
  const [page, other, securePage, secureOther] = servers.map((server, index) => {
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    return `${index < 2 ? 'http' : 'https'}://127.0.0.1:${port}`;
  });
  return {
    origins: { page, other, securePage, secureOther },
    close() {
      for (const server of servers) {
        server.close();
        server.closeAllConnections();
      }
    },
  };
}

function send(response, type, body) {
  response.writeHead(200, {
    'content-type': `${type}; charset=utf-8`,
    'content-length': Buffer.byteLength(body),
  });
  response.end(body);
}
