import { EventEmitter } from 'node:events';
import type { Http2ServerResponse } from 'node:http2';
import * as assert from 'uvu/assert';
import { suite } from '../../../scripts/testing/suite.ts';
import { createNodeAdapter } from '../src/adapter.ts';
import type { Connection } from '../src/connection.ts';
import { Http2Pool } from '../src/http2.ts';
import { exchange, wire } from './support/exchange.ts';
import { makeTrust, startTls } from './support/trust.ts';
import type { Trust } from './support/trust.ts';
import { startHttp2 } from './support/http2.ts';

const test = suite('node: HTTP/2');
let trust: Trust;

test.before(async () => {
  trust = await makeTrust();
});

const send = async (url: string, count: number, more = {}, connections?: number): Promise<string[]> => {
  const limit = connections === undefined ? {} : { connections };
  const adapter = createNodeAdapter({ ca: trust.ca, ...limit });
  const all = await Promise.all(
    Array.from({ length: count }, () => exchange(adapter, wire(url, { http2: true, ...more }))),
  );
  await adapter.close();
  return all.map(({ failed, body }) => failed ?? body);
};

test('parallel requests share one connection from the start, POSTs too, and say so', async () => {
  const server = await startHttp2(trust.identity, (request, response) => response.end(request.httpVersion));
  const body = Buffer.from('x');
  assert.equal(await send(server.url, 20), Array(20).fill('2.0'));
  assert.is(server.sessions.length, 1);
  assert.equal(await send(server.url, 20, { method: 'POST', body }), Array(20).fill('2.0'));
  assert.is(server.sessions.length, 2);
  const adapter = createNodeAdapter({ ca: trust.ca });
  const { profile } = await exchange(adapter, wire(server.url, { http2: true }));
  assert.is(profile?.protocol, 'h2');
  await adapter.close();
  await server.close();
});

test('beyond a hundred at a time, another connection is opened', async () => {
  const waiting: Http2ServerResponse[] = [];
  const server = await startHttp2(trust.identity, (_, response) => {
    waiting.push(response);
    if (waiting.length === 150) for (const one of waiting) one.end('ok');
  });
  assert.equal(await send(server.url, 150), Array(150).fill('ok'));
  assert.is(server.sessions.length, 2);
  await server.close();
});

test('and no more of them than the host allows: the rest wait', async () => {
  const server = await startHttp2(trust.identity, (_, response) => response.end('ok'));
  assert.equal(await send(server.url, 150, {}, 1), Array(150).fill('ok'));
  assert.is(server.sessions.length, 1);
  await server.close();
});

test('who comes and goes is told to the agent, which lets go of an origin that has no connection left', () => {
  const connection = Object.assign(new EventEmitter(), { load: 0, dispatch: () => true });
  const pool = new Http2Pool(1, () => connection as unknown as Connection);
  const told: string[] = [];
  const tell =
    (event: string) =>
    (...args: readonly unknown[]): unknown =>
      told.push(`${event} ${args.join(' ')}`);
  pool.on('connect', tell('connect'));
  pool.on('disconnect', tell('disconnect'));
  pool.on('connectionError', tell('connectionError'));
  pool.dispatch({ path: '/', method: 'GET' }, {});
  connection.emit('connect', 'origin', 'targets');
  connection.emit('disconnect', 'origin', 'targets', 'lost');
  connection.emit('connectionError', 'origin', 'targets', 'refused');
  assert.equal(told, [
    'connect origin targets',
    'disconnect origin targets lost',
    'connectionError origin targets refused',
  ]);
});

test('close() waits for what is under way', async () => {
  const asked: Http2ServerResponse[] = [];
  let ask: (() => void) | undefined;
  const isAsked = new Promise<void>(resolve => (ask = resolve));
  const server = await startHttp2(trust.identity, (_, response) => {
    asked.push(response);
    ask?.();
  });
  const adapter = createNodeAdapter({ ca: trust.ca });
  const told: string[] = [];
  const answer = exchange(adapter, wire(server.url, { http2: true })).then(({ body }) => told.push(body));
  await isAsked;
  const closed = adapter.close().then(() => told.push('closed'));
  for (const response of asked) response.end('ok');
  await Promise.all([answer, closed]);
  assert.equal(told, ['ok', 'closed']);
  await server.close();
});

test('without enableHttp2 it is HTTP/1.1', async () => {
  const server = await startHttp2(trust.identity, (request, response) => response.end(request.httpVersion));
  assert.equal(await send(server.url, 2, { http2: false }), ['1.1', '1.1']);
  await server.close();
});

test('a server that does not speak HTTP/2 gets HTTP/1.1, without requests waiting for one another', async () => {
  const waiting: (() => void)[] = [];
  const server = await startTls(trust.identity, (request, response) => {
    waiting.push(() => response.end(request.httpVersion));
    if (waiting.length === 4) for (const answer of waiting) answer();
  });
  assert.equal(await send(`https://localhost:${server.port}/`, 4), Array(4).fill('1.1'));
  await server.close();
});

test('a DELETE with a body arrives with it', async () => {
  const server = await startHttp2(trust.identity, (request, response) => {
    let body = '';
    request.on('data', chunk => (body += String(chunk)));
    request.on('end', () => response.end(`${request.method} ${body}`));
  });
  assert.equal(await send(server.url, 1, { method: 'DELETE', body: Buffer.from('gone') }), ['DELETE gone']);
  await server.close();
});

test('headers are read as Latin-1, repeats apart; early hints are not seen', async () => {
  const server = await startHttp2(trust.identity, (_, response) => {
    response.writeEarlyHints({ link: '</a>; rel=preload' });
    response.setHeader('x-latin', 'caf\xe9');
    response.setHeader('set-cookie', ['a=1', 'b=2']);
    response.end('ok');
  });
  const adapter = createNodeAdapter({ ca: trust.ca });
  const { heads } = await exchange(adapter, wire(server.url, { http2: true }));
  assert.is(heads.length, 1);
  const pairs = heads[0]?.headers.filter(([name]) => name !== 'date');
  assert.equal(pairs, [
    ['x-latin', 'caf\xe9'],
    ['set-cookie', 'a=1'],
    ['set-cookie', 'b=2'],
  ]);
  await adapter.close();
  await server.close();
});

test.run();
