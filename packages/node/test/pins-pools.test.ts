import { createHash } from 'node:crypto';
import type { TLSSocket } from 'node:tls';
import type { PinSet } from '@wxreq/core';
import * as assert from 'uvu/assert';
import { suite } from '../../../scripts/testing/suite.ts';
import { createNodeAdapter } from '../src/adapter.ts';
import { createRequest } from '../src/create.ts';
import { ask } from './support/asking.ts';
import { exchange, wire } from './support/exchange.ts';
import { startCounting } from './support/counting.ts';
import type { Counting } from './support/counting.ts';
import { makeChain, wrong } from './support/openssl.ts';
import type { Chain } from './support/openssl.ts';
import { startTunnel } from './support/tunnel.ts';

const test = suite('node: pools of pinned connections', { deadlineMs: 30_000 });
let chain: Chain;
let server: Counting;
let hold: ((socket: TLSSocket) => boolean) | undefined;

test.before(() => {
  chain = makeChain();
});
test.before.each(async () => {
  hold = undefined;
  server = await startCounting(chain.shown, {}, socket => {
    if (hold?.(socket) !== true) socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok');
  });
});
test.after.each(() => server.close());

/** The leaf's pin, and a backup by which the set differs from others. */
const pinsOf = (index: number): string[] => [
  chain.leaf.pin,
  `sha256/${createHash('sha256').update(String(index)).digest('base64')}`,
];

async function untilFewer(sockets: number): Promise<void> {
  while (server.sockets.size > sockets)
    await Promise.race(
      [...server.sockets].map(socket => new Promise(resolve => socket.once('close', resolve))),
    );
}

test('the same pins share connections, in whatever order and wherever they are written', async () => {
  const [one = '', other = ''] = pinsOf(1);
  const request = createRequest({ ca: chain.root.cert, connections: 1 });
  for (const certs of [
    [one, other],
    [other, one],
    [one, other],
  ])
    assert.is(await ask(request, { url: server.url, certs }), 'ok');
  assert.is(server.connections(), 1);
  await request.close();
});

test('certs/before-any-byte: no session is resumed, because it would show no certificate', async () => {
  const closing = await startCounting(chain.shown, { maxVersion: 'TLSv1.2' }, socket =>
    socket.end('HTTP/1.1 200 OK\r\ncontent-length: 2\r\nconnection: close\r\n\r\nok'),
  );
  const proxy = await startTunnel();
  for (const options of [{}, { proxy: proxy.url }]) {
    const request = createRequest({ ca: chain.root.cert, ...options });
    for (const certs of [pinsOf(1), pinsOf(1), pinsOf(1)])
      assert.is(await ask(request, { url: closing.url, certs }), 'ok');
    await request.close();
  }
  assert.equal([closing.connections(), closing.resumed()], [6, 0]);
  const unpinned = createRequest({ ca: chain.root.cert });
  for (let count = 0; count < 2; count += 1) assert.is(await ask(unpinned, { url: closing.url }), 'ok');
  assert.is(closing.resumed(), 1, 'where nothing is pinned');
  await unpinned.close();
  await proxy.close();
  await closing.close();
});

test('a connection that has one of two pins is not one that has both', async () => {
  const adapter = createNodeAdapter({ ca: chain.root.cert, connections: 1 });
  const ended = async (pins: readonly PinSet[]): Promise<string> => {
    const { failed, body } = await exchange(adapter, wire(server.url, { pins }));
    return failed ?? body;
  };
  const { leaf, issuer } = chain;
  assert.is(await ended([[leaf.pin, wrong]]), 'ok');
  assert.is(await ended([[leaf.pin], [wrong]]), 'pin');
  assert.is(await ended([[leaf.pin], [issuer.pin]]), 'ok');
  await adapter.close();
});

test('a connection that is not used is closed', async () => {
  const request = createRequest({ ca: chain.root.cert, keepAliveTimeout: 1 });
  for (let index = 0; index < 3; index += 1)
    assert.is(await ask(request, { url: server.url, certs: pinsOf(index) }), 'ok');
  await server.quiet();
  assert.is(server.connections(), 3);
  await request.close();
});

test('however many sets of pins there are, 100 keep their connections; what is under way ends well', async () => {
  const request = createRequest({ ca: chain.root.cert, keepAliveTimeout: 60_000 });
  let finish: (() => void) | undefined;
  const arrived = new Promise<void>(resolve => {
    hold = socket => {
      hold = undefined;
      finish = () => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\nlate');
      resolve();
      return true;
    };
  });
  const late = ask(request, { url: server.url, certs: pinsOf(0) });
  await arrived;
  for (let index = 1; index <= 110; index += 1) {
    assert.is(await ask(request, { url: server.url, certs: pinsOf(index) }), 'ok');
    // Used again, it is not the one longest unused.
    if (index === 60) assert.is(await ask(request, { url: server.url, certs: pinsOf(2) }), 'ok');
  }
  // The 100 last ones, and the one under way.
  await untilFewer(101);
  finish?.();
  assert.is(await late, 'late');
  await untilFewer(100);
  assert.is(server.connections(), 111);
  for (const index of [2, 110])
    assert.is(await ask(request, { url: server.url, certs: pinsOf(index) }), 'ok');
  assert.is(server.connections(), 111);
  assert.is(await ask(request, { url: server.url, certs: pinsOf(1) }), 'ok');
  assert.is(server.connections(), 112);
  await request.close();
  await server.quiet();
});

test.run();
