/** The shop behind the test page's own origin, its page under /shop: / is the test's. */
import http from 'node:http';
import path from 'node:path';
import { tsImport } from 'tsx/esm/api';
import { buildByVite } from '../../../../scripts/build/vite.mjs';

await buildByVite('example-ssr', ['page', 'server']);
/** @type {typeof import('../../src/server.ts')} */
const { openShop } = await tsImport('../../src/server.ts', import.meta.url);
const shop = await openShop(path.resolve(import.meta.dirname, '../../dist/page/page.js'));

export function routes(request, response) {
  const { method, headers } = request;
  const url = request.url === '/shop' ? '/' : request.url;
  const asked = http.request(new URL(url, shop.url), { method, headers, agent: false }, answer => {
    response.writeHead(answer.statusCode, answer.rawHeaders);
    answer.pipe(response);
  });
  request.pipe(asked);
}
