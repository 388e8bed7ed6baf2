import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { Window } from 'happy-dom';
import * as assert from 'uvu/assert';
import { suite } from '../../../scripts/testing/suite.ts';
import { createRequest, request } from '../src/index.ts';
import { ask } from './pages/ask.ts';

/** A quick look, without a browser; what browsers really do is shown in `pages`. */
const test = suite('browser: in a window of happy-dom');

const server = http.createServer((request, response) => {
  response.setHeader('set-cookie', 'a=1');
  response.setHeader('content-type', 'application/json');
  if (request.url === '/hang') return;
  response.write('{"referer":');
  setTimeout(() => response.end(`${JSON.stringify(request.headers.referer ?? null)}}`), 10);
});
let window: Window;
const real = { fetch: globalThis.fetch };

test.before(async () => {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/pages/`;
  window = new Window({ url });
  const fetch = window.fetch.bind(window);
  Object.assign(globalThis, { document: window.document, location: window.location, fetch });
});
test.after(async () => {
  for (const name of ['document', 'location']) Reflect.deleteProperty(globalThis, name);
  Object.assign(globalThis, real);
  await window.happyDOM.close();
  server.closeAllConnections();
  server.close();
});

test("an address without scheme is the page's; data is parsed, cookies stay hidden", async () => {
  const { success, events } = await ask(request, { url: '../any' });
  assert.is(success?.statusCode, 200);
  assert.equal(success?.cookies, []);
  assert.equal(Object.keys(Object(success?.data)), ['referer']);
  assert.equal([events[0], events.slice(-2)], ['headers', ['success', 'complete']]);
});

test('chunks are ArrayBuffers of exactly their bytes', async () => {
  const sizes: number[] = [];
  await ask(request, { url: '/any' }, (task, event) => {
    if (event === 'called') task.onChunkReceived(({ data }) => sizes.push(data.byteLength));
  });
  assert.equal(sizes, ['{"referer":'.length, sizes[1]]);
  assert.ok(sizes.every(size => size < 100));
});

test('abort and timeout end a request that hangs', async () => {
  const late = await ask(request, { url: '/hang', timeout: 50 });
  assert.is(late.fail?.errMsg, 'request:fail timeout');
  const ended = await ask(request, { url: '/hang' }, (task, event) => {
    if (event === 'called') setTimeout(() => task.abort(), 20);
  });
  assert.is(ended.fail?.errMsg, 'request:fail abort');
});

test("the host's own fetch is the one that is used, with its credentials and mode", async () => {
  const inits: (RequestInit | undefined)[] = [];
  const own = createRequest({
    credentials: 'include',
    mode: 'same-origin',
    referer: `${window.location.origin}/from`,
    fetch: (_, init) => (inits.push(init), Promise.resolve(new Response('{}'))),
  });
  await ask(own, { url: '/any', enableCache: true });
  const [{ credentials, mode, referrer, cache } = {}] = inits;
  assert.equal(
    [credentials, mode, referrer, cache],
    ['include', 'same-origin', `${window.location.origin}/from`, 'default'],
  );
});

test.run();
