/** The other end of every scene: one tea house, over HTTP and HTTPS, that remembers what it saw. */
import { once } from 'node:events';
import { createServer as createHttp } from 'node:http';
import { createServer as createHttps } from 'node:https';
import { createServer as createTcp } from 'node:net';
import { tsImport } from 'tsx/esm/api';
import { createBells } from './bells.mjs';

/** @type {typeof import('../../packages/conformance/src/server/authority.ts')} */
const { makeAuthority } = await tsImport(
  '../../packages/conformance/src/server/authority.ts',
  import.meta.url,
);

/**
 * @typedef {object} Seen
 * @property {string} call  such as `GET https /menu?page=2`
 * @property {Record<string, string>} header  without what only the transport is about
 * @property {string} body
 */

/**
 * @typedef {object} Visit  what a route gets
 * @property {import('node:http').ServerResponse} response
 * @property {(type: string, body: string | Uint8Array, status?: number, header?: object) => void} answer
 * @property {import('./bells.mjs').Bells} bells  rung by scenes, and by the server when a client has left
 * @property {{ https: string }} at
 */

const ofTheTransport = ['host', 'connection', 'accept-encoding'];

/**
 * Starts it. `routes`: what it does with `METHOD /path`.
 * @param {Record<string, (visit: Visit) => void>} routes
 */
export async function openTeaHouse(routes) {
  const authority = makeAuthority(['localhost', '127.0.0.1']);
  const bells = createBells();
  /** @type {Seen[]} */
  const saw = [];
  const at = { http: '', https: '', nobody: '' };

  const serve = scheme => async (request, response) => {
    let body = '';
    for await (const piece of request.setEncoding('utf8')) body += piece;
    const header = { ...request.headers };
    for (const name of ofTheTransport) delete header[name];
    saw.push({ call: `${request.method} ${scheme} ${request.url}`, header, body });
    response.sendDate = false;
    response.on('close', () => response.writableFinished || bells.ring('left'));
    const answer = (type, content, status = 200, more = {}) => {
      const length = Buffer.byteLength(content);
      response.writeHead(status, { 'content-type': type, 'content-length': length, ...more }).end(content);
    };
    const path = request.url.replace(/\?.*/, '');
    const route = routes[`${request.method} ${path}`];
    if (route === undefined) answer('text/plain', 'no such route', 500);
    else route({ response, answer, bells, at });
  };

  const servers = [
    createHttp({ keepAliveTimeout: 0 }, serve('http')),
    createHttps({ ...authority.good, keepAliveTimeout: 0 }, serve('https')),
  ];
  const [http, https] = await Promise.all(servers.map(listen));
  const closed = createTcp();
  at.http = `http://127.0.0.1:${http}`;
  at.https = `https://localhost:${https}`;
  at.nobody = `http://127.0.0.1:${await listen(closed)}`;
  closed.close();
  await once(closed, 'close');

  return {
    at,
    bells,
    ca: authority.pem,
    pins: authority.pins,
    /** What it saw since it was asked last. */
    takeSeen: () => saw.splice(0),
    close: () =>
      Promise.all(
        servers.map(server => {
          server.closeAllConnections();
          return new Promise(resolve => server.close(resolve));
        }),
      ),
  };
}

/** @param {import('node:net').Server} server */
async function listen(server) {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return typeof address === 'object' ? address?.port : 0;
}
