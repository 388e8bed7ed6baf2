import { AsyncLocalStorage } from 'node:async_hooks';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import http from 'node:http';
import * as assert from 'uvu/assert';
import { createRequest } from '../dist/index.js';
import { suite } from '../../../scripts/testing/suite.ts';
import { startDeaf } from './support/deaf.ts';
import { start, startRaw } from './support/servers.ts';

const test = suite('node: async context');
const user = new AsyncLocalStorage<string>();

test('callbacks and listeners run in the context of their request() call, on shared connections too', async () => {
  const server = await start(http.createServer((request, response) => response.end(request.url)));
  const request = createRequest({ connections: 2 });
  const seen = await Promise.all(
    Array.from({ length: 20 }, (_, index) =>
      user.run(`user ${index}`, () => {
        const stores = new Set<string | undefined>();
        const note = (): unknown => stores.add(user.getStore());
        return new Promise<string[]>(resolve => {
          const task = request({
            url: `http://127.0.0.1:${server.port}/${index}`,
            success: note,
            complete: () => {
              note();
              user.exit(() => resolve([...stores].map(String)));
            },
          });
          task.onHeadersReceived(note);
          task.onChunkReceived(note);
        });
      }),
    ),
  );
  assert.equal(
    seen,
    Array.from({ length: 20 }, (_, index) => [`user ${index}`]),
  );
  await request.close();
  await server.close();
});

test('failures and aborts come in the context of their request() call', async () => {
  const deaf = await startDeaf();
  const request = createRequest();
  const store = await new Promise(resolve => {
    const task = user.run('who asked', () =>
      request({ url: `http://127.0.0.1:${deaf.port}/`, fail: () => resolve(user.getStore()) }),
    );
    user.run('who aborts', () => task.abort());
  });
  assert.is(store, 'who asked');
  const refused = await new Promise(resolve =>
    user.run('who asked', () =>
      request({ url: 'http://127.0.0.1:1/', fail: () => resolve(user.getStore()) }),
    ),
  );
  assert.is(refused, 'who asked');
  await request.close();
  await deaf.close();
});

test('undici tells of every request, made in the context of its caller: waiting, redirected and sent again too', async () => {
  const made: [path: string, store: string | undefined][] = [];
  const seen = new Set<string>();
  const onCreate = (message: unknown): void => {
    const { path } = (message as { request: { path: string } }).request;
    made.push([path, user.getStore()]);
  };
  const onSend = (message: unknown): unknown =>
    seen.add((message as { request: { path: string } }).request.path);
  subscribe('undici:request:create', onCreate);
  subscribe('undici:client:sendHeaders', onSend);
  const raw = await startRaw(async ({ socket, next, index }) => {
    for (let count = 0; ; count += 1) {
      const path = (await next()).split(' ')[1];
      if (index === 0 && count === 3) return socket.end();
      const where = path === '/b' ? '302 Found\r\nlocation: /c' : '200 OK';
      socket.write(`HTTP/1.1 ${where}\r\ncontent-length: 2\r\n\r\nok`);
    }
  });
  const request = createRequest({ connections: 1 });
  const results = await Promise.all(
    ['/a', '/b', '/d'].map(path =>
      user.run(
        path,
        () =>
          new Promise<string>(resolve =>
            request({
              url: `http://127.0.0.1:${raw.port}${path}`,
              complete: ({ errMsg }) => resolve(errMsg),
            }),
          ),
      ),
    ),
  );
  unsubscribe('undici:request:create', onCreate);
  unsubscribe('undici:client:sendHeaders', onSend);
  assert.equal(results, Array(3).fill('request:ok'));
  assert.equal([...seen].sort(), ['/a', '/b', '/c', '/d']);
  assert.is(made.length, 5); // one was sent again
  for (const [path, store] of made) assert.is(store, path === '/c' ? '/b' : path);
  await request.close();
  await raw.close();
});

test.run();
