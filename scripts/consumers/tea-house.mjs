/** The server that all consumers call, and the call that each of them makes. */
import { once } from 'node:events';
import http from 'node:http';

/**
 * A server on this machine that says what it was sent, to pages of every origin, too.
 * @returns {Promise<{ url: string, close: () => void }>}
 */
export async function openTeaHouse() {
  const server = http.createServer(serveTea);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return {
    url: `http://127.0.0.1:${port}/order`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** Answers one request. */
export async function serveTea(request, response) {
  let body = '';
  for await (const piece of request.setEncoding('utf8')) body += String(piece);
  const { method, headers, url } = request;
  response.writeHead(200, {
    'content-type': 'application/json',
    'access-control-allow-origin': '*',
    'access-control-allow-headers': '*',
  });
  response.end(JSON.stringify({ method, url, type: headers['content-type'], body }));
}

/**
 * The text of a call by `request` that prints its result as one line.
 * @param {string} url  of the server, as an expression
 * @param {string} [print]  what takes the line
 */
export const order = (url, print = 'console.log') => `request({
  url: ${url},
  method: 'POST',
  data: { q: '咖啡' },
  success: ({ errMsg, statusCode, data }) => ${print}(JSON.stringify([errMsg, statusCode, data])),
  fail: ({ errMsg }) => ${print}(JSON.stringify([errMsg])),
});
`;

/** The line that every such call must print. */
export const served = JSON.stringify([
  'request:ok',
  200,
  { method: 'POST', url: '/order', type: 'application/json', body: '{"q":"咖啡"}' },
]);

/** What an adapter of a consumer's own, on the fetch of its runtime, says of itself. */
export const supports = {
  methods: ['GET', 'POST'],
  unsendableHeaders: [],
  defaultHeaders: [],
  chunks: true,
  setCookie: true,
  hops: undefined,
  failureKinds: [],
  pins: undefined,
  queue: true,
  profile: false,
  http2: false,
  cache: false,
};
