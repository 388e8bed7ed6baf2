import { once } from 'node:events';
import net from 'node:net';
import * as assert from 'uvu/assert';
import { suite } from '../../../scripts/testing/suite.ts';
import { createNodeAdapter } from '../src/adapter.ts';
import { startDeaf } from './support/deaf.ts';
import type { Deaf } from './support/deaf.ts';
import { exchange, wire } from './support/exchange.ts';
import { start, startRaw } from './support/servers.ts';

const test = suite('node: connecting');
let deaf: Deaf;

let ownSockets = 0;

test.before(async () => {
  deaf = await startDeaf();
  ownSockets = openSockets();
});
test.after(() => deaf.close());

/** Sockets of this process that are open or being opened. */
function openSockets(): number {
  return process.getActiveResourcesInfo().filter(name => name === 'TCPSocketWrap').length;
}

/** Waits until this many sockets are open besides the deaf server's own. */
async function sockets(count: number): Promise<void> {
  while (openSockets() !== ownSockets + count) await new Promise(resolve => setImmediate(resolve));
}

test('an unknown name, a closed port and an unreachable address each have their kind', async () => {
  const adapter = createNodeAdapter();
  const free = await start(net.createServer());
  await free.close();
  const outcomes = [
    await exchange(adapter, wire('http://no-such-host.invalid/')),
    await exchange(adapter, wire(`http://127.0.0.1:${free.port}/`)),
    await exchange(adapter, wire(`http://localhost:${free.port}/`)),
    await exchange(adapter, wire('http://255.255.255.255/')),
  ];
  assert.equal(
    outcomes.map(({ failed }) => failed),
    ['dns', 'refused', 'refused', 'unreachable'],
  );
  await adapter.close();
});

test('what is given up before it has started is never sent', async () => {
  const server = await startRaw(async ({ socket, next }) => {
    await next();
    socket.end('HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n');
  });
  const adapter = createNodeAdapter();
  const url = `http://127.0.0.1:${server.port}`;
  const { failed } = await exchange(adapter, wire(`${url}/given-up`), { onCancel: cancel => cancel() });
  const later = await exchange(adapter, wire(`${url}/later`));
  assert.equal([failed, later.failed], ['abort', undefined]);
  assert.equal(
    server.requests().map(head => head.split(' ')[1]),
    ['/later'],
  );
  assert.is(server.connections(), 1);
  await adapter.close();
  await server.close();
});

test('a connection that does not come to stand fails after connectTimeout, its handshake included', async () => {
  const adapter = createNodeAdapter({ connectTimeout: 100 });
  const silent = await start(net.createServer());
  const outcomes = await Promise.all([
    exchange(adapter, wire(`http://127.0.0.1:${deaf.port}/`)),
    exchange(adapter, wire(`https://127.0.0.1:${silent.port}/`)),
  ]);
  assert.equal(
    outcomes.map(({ failed }) => failed),
    ['connect-timeout', 'connect-timeout'],
  );
  await adapter.close();
  await silent.close();
});

test('giving up while connecting closes that socket at once, and no other', async () => {
  const adapter = createNodeAdapter();
  await sockets(0);
  const cancels: (() => void)[] = [];
  const sent = [0, 1, 2].map(() =>
    exchange(adapter, wire(`http://127.0.0.1:${deaf.port}/`), { onCancel: cancel => cancels.push(cancel) }),
  );
  await sockets(3);
  for (const [index, cancel] of cancels.entries()) {
    cancel();
    assert.is((await sent[index])?.failed, 'abort');
    await sockets(2 - index);
  }
  await adapter.close();
});

test('giving up while the handshake hangs closes the connection, as the server sees', async () => {
  const adapter = createNodeAdapter();
  const server = net.createServer();
  const silent = await start(server);
  let cancel: (() => void) | undefined;
  const sent = exchange(adapter, wire(`https://127.0.0.1:${silent.port}/`), {
    onCancel: given => (cancel = given),
  });
  const [socket] = (await once(server, 'connection')) as [net.Socket];
  await once(socket, 'data');
  const closed = once(socket, 'close');
  cancel?.();
  assert.is((await sent).failed, 'abort');
  await closed;
  await adapter.close();
  await silent.close();
});

test('of requests that share a connection being opened, one may go without the others noticing', async () => {
  const adapter = createNodeAdapter();
  let connections = 0;
  const server = net.createServer(() => (connections += 1));
  const silent = await start(server);
  const cancels: (() => void)[] = [];
  const sent = [0, 1].map(() =>
    exchange(adapter, wire(`https://127.0.0.1:${silent.port}/`, { http2: true }), {
      onCancel: cancel => cancels.push(cancel),
    }),
  );
  const [socket] = (await once(server, 'connection')) as [net.Socket];
  await once(socket, 'data');
  cancels[0]?.();
  assert.is((await sent[0])?.failed, 'abort');
  assert.is(socket.destroyed, false);
  const closed = once(socket, 'close');
  cancels[1]?.();
  assert.is((await sent[1])?.failed, 'abort');
  await closed;
  assert.is(connections, 1);
  await adapter.close();
  await silent.close();
});

test('giving up a request under way closes its connection, and opens no other', async () => {
  const adapter = createNodeAdapter();
  let cancel: (() => void) | undefined;
  const raw = await startRaw(async ({ next }) => {
    await next();
    cancel?.();
  });
  const url = `http://127.0.0.1:${raw.port}/`;
  const { failed } = await exchange(adapter, wire(url), { onCancel: given => (cancel = given) });
  await adapter.close();
  assert.equal([failed, raw.connections()], ['abort', 1]);
  await raw.close();
});

test('a request that is given up while it waits for a connection of others leaves that connection alone', async () => {
  const adapter = createNodeAdapter({ connections: 1 });
  let answer: (() => void) | undefined;
  const raw = await startRaw(async ({ socket, next }) => {
    for (;;) {
      await next();
      answer = () => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok');
      if (raw.requests().length > 1) answer();
    }
  });
  const url = `http://127.0.0.1:${raw.port}/`;
  const first = exchange(adapter, wire(url));
  const cancels: (() => void)[] = [];
  const second = exchange(adapter, wire(url), { onCancel: cancel => cancels.push(cancel) });
  const third = exchange(adapter, wire(url));
  cancels[0]?.();
  assert.is((await second).failed, 'abort');
  while (answer === undefined) await new Promise(resolve => setImmediate(resolve));
  answer();
  assert.equal([(await first).body, (await third).body], ['ok', 'ok']);
  assert.equal([raw.connections(), raw.requests().length], [1, 2]);
  await adapter.close();
  await raw.close();
});

test.run();
