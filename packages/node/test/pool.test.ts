import http from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import * as assert from 'uvu/assert';
import type { RequestTask } from '@wxreq/core';
import { suite } from '../../../scripts/testing/suite.ts';
import { createRequest } from '../src/create.ts';
import type { NodeRequest } from '../src/create.ts';
import { ask } from './support/asking.ts';
import { start } from './support/servers.ts';
import type { Running } from './support/servers.ts';

const test = suite('node: pools of HTTP/1.1 connections', { deadlineMs: 30_000 });
let server: Running;
let connections = 0;
let most = 0;
/** Answers that the server holds back, by path. */
let held: Map<string, ServerResponse>;

function serve({ url = '' }: IncomingMessage, response: ServerResponse): void {
  const { pathname, searchParams } = new URL(url, 'http://localhost');
  const to = searchParams.get('to');
  if (pathname === '/ok') response.end('ok');
  else if (to !== null) response.writeHead(302, { location: to }).end();
  else
    held.set(
      pathname,
      response.writeHead(200).on('close', () => held.delete(pathname)),
    );
  response.flushHeaders();
}

test.before.each(async () => {
  held = new Map();
  connections = most = 0;
  const running = await start(
    http.createServer({ keepAliveTimeout: 60_000 }, serve).on('connection', () => {
      connections += 1;
      most = Math.max(most, server.sockets.size);
    }),
  );
  server = running;
});
test.after.each(() => server.close());

const to = (path: string): string => `http://127.0.0.1:${String(server.port)}${path}`;

/** Asks for what lasts, until its head is here. */
function open(request: NodeRequest, path: string): Promise<{ task: RequestTask; ended: Promise<string> }> {
  return new Promise(resolve => {
    let end: (errMsg: string) => void;
    const ended = new Promise<string>(done => (end = done));
    const task = request({ url: to(path), complete: ({ errMsg }) => end(errMsg) });
    task.onHeadersReceived(() => resolve({ task, ended }));
  });
}

const finish = (path: string): unknown => held.get(path)?.end();

test('a request that is sent when another has ended uses its connection, from `success` and `complete` too', async () => {
  const request = createRequest();
  for (let count = 0; count < 5; count += 1) assert.is(await ask(request, { url: to('/ok') }), 'ok');
  for (const callback of ['success', 'complete']) {
    await new Promise<void>(resolve => {
      let left = 5;
      const next = (): unknown =>
        left-- === 0 ? resolve() : request({ url: to('/ok'), method: 'POST', [callback]: next });
      next();
    });
  }
  assert.is(connections, 1);
  await request.close();
});

test('requests one after another use one connection through redirects', async () => {
  const request = createRequest();
  for (let count = 0; count < 5; count += 1) {
    assert.is(await ask(request, { url: to(`/?to=${encodeURIComponent('/ok')}`) }), 'ok');
  }
  // The hop leaves while its predecessor's body is still to come.
  assert.is(connections, 2);
  await request.close();
});

test('no request waits behind a stream while another connection is free', async () => {
  const request = createRequest({ connections: 2 });
  const [, b] = [await open(request, '/a'), await open(request, '/b')];
  b.task.abort();
  await b.ended;
  while (server.sockets.size > 1) await new Promise(resolve => setImmediate(resolve));
  await open(request, '/c');
  const waiting = ask(request, { url: to('/ok') });
  finish('/a');
  assert.is(await waiting, 'ok');
  finish('/c');
  await request.close();
});

test('there are never more connections than allowed, whatever is given up', async () => {
  for (const allowed of [1, 2]) {
    const request = createRequest({ connections: allowed });
    most = 0;
    const all = Array.from({ length: 60 }, (_, index) => {
      if (index % 3 === 0) return ask(request, { url: to('/ok') });
      return new Promise<void>(resolve => {
        const task = request({ url: to(`/${String(index)}`), complete: () => resolve() });
        if (index % 3 === 1) task.onHeadersReceived(() => task.abort());
        else setTimeout(() => task.abort(), index);
      });
    });
    await Promise.all(all);
    assert.is(most, allowed);
    await request.close();
    while (server.sockets.size > 0) await new Promise(resolve => setImmediate(resolve));
  }
});

test('what waits for a connection is sent in its order; what is given up meanwhile is never sent', async () => {
  const request = createRequest({ connections: 1 });
  const first = await open(request, '/first');
  const order: string[] = [];
  const second = ask(request, { url: to('/ok?2') }).then(() => order.push('second'));
  const third = request({ url: to('/third'), fail: ({ errMsg }) => order.push(errMsg) });
  const fourth = ask(request, { url: to('/ok?4') }).then(() => order.push('fourth'));
  await new Promise(resolve => setImmediate(resolve));
  third.abort();
  finish('/first');
  await Promise.all([first.ended, second, fourth]);
  assert.equal(order, ['request:fail abort', 'second', 'fourth']);
  assert.not(held.has('/third'));
  assert.is(connections, 1);
  await request.close();
});

test('close() waits for what waits for a connection', async () => {
  const request = createRequest({ connections: 1 });
  const first = await open(request, '/first');
  const second = ask(request, { url: to('/ok') });
  const closed = request.close();
  finish('/first');
  assert.equal([await first.ended, await second], ['request:ok', 'ok']);
  await closed;
  while (server.sockets.size > 0) await new Promise(resolve => setImmediate(resolve));
});

test('a pool whose connections fail goes on with what waits', async () => {
  const request = createRequest({ connections: 1 });
  const { port } = server;
  await server.close();
  const words = await Promise.all(
    Array.from({ length: 5 }, () => ask(request, { url: `http://127.0.0.1:${String(port)}/` })),
  );
  assert.equal(new Set(words), new Set(['request:fail -102:net::ERR_CONNECTION_REFUSED']));
  await request.close();
  server = await start(http.createServer());
});

test.run();
