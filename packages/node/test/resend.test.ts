import * as assert from 'uvu/assert';
import { suite } from '../../../scripts/testing/suite.ts';
import { createNodeAdapter } from '../src/adapter.ts';
import { exchange, wire } from './support/exchange.ts';
import type { Outcome } from './support/exchange.ts';
import { startRaw } from './support/servers.ts';
import type { Peer } from './support/servers.ts';

const test = suite('node: sending again');
const ok = 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok';

interface Course {
  readonly outcome: Outcome;
  /** First lines of all requests but the first, as the server counted them. */
  readonly seen: readonly string[];
  readonly connections: number;
}

/** A first request, then one with this method on the same connection, which the server ends so; later connections work. */
async function course(method: string, end: (peer: Peer) => unknown, more = 1): Promise<Course> {
  const adapter = createNodeAdapter({ connections: 1 });
  const raw = await startRaw(async peer => {
    if (peer.index === 0) {
      await peer.next();
      peer.socket.write(ok);
    }
    const isBad = peer.index < more;
    for (;;) {
      await peer.next();
      if (isBad) return end(peer);
      peer.socket.write(ok);
    }
  });
  const url = `http://127.0.0.1:${raw.port}/`;
  try {
    assert.is((await exchange(adapter, wire(url))).failed, undefined);
    const body = method === 'POST' ? Buffer.from('once') : undefined;
    const outcome = await exchange(adapter, wire(url, { method, body }));
    const seen = raw
      .requests()
      .slice(1)
      .map(request => request.split(' ', 1)[0] ?? '');
    return { outcome, seen, connections: raw.connections() };
  } finally {
    await adapter.close();
    await raw.close();
  }
}

const fin = ({ socket }: Peer): unknown => socket.end();
const rst = ({ socket }: Peer): unknown => socket.resetAndDestroy();
const byteThen = (end: (peer: Peer) => unknown) => (peer: Peer) =>
  peer.socket.write('H', () => setTimeout(() => end(peer), 20));

test('a safe request survives a kept-alive connection that ends as it is used again', async () => {
  for (const method of ['GET', 'HEAD', 'OPTIONS', 'TRACE']) {
    for (const end of [fin, rst]) {
      const { outcome, seen, connections } = await course(method, end);
      assert.is(outcome.failed, undefined, method);
      assert.equal([seen, connections], [[method, method], 2]);
      assert.is(outcome.profile?.socketReused, false);
    }
  }
});

test('a POST, PUT, DELETE or PATCH is never sent twice', async () => {
  for (const method of ['POST', 'PUT', 'DELETE', 'PATCH']) {
    for (const end of [fin, rst, byteThen(fin), byteThen(rst)]) {
      const { outcome, seen } = await course(method, end);
      assert.equal([outcome.failed, seen], ['reset', [method]]);
    }
  }
});

test('once a byte of the response has come, nothing is sent again', async () => {
  for (const end of [byteThen(fin), byteThen(rst)]) {
    const { outcome, seen } = await course('GET', end);
    assert.equal([outcome.failed, seen], ['reset', ['GET']]);
  }
});

test('it is sent again once, not twice', async () => {
  const { outcome, seen, connections } = await course('GET', fin, 5);
  assert.equal([outcome.failed, seen, connections], ['reset', ['GET', 'GET'], 2]);
});

test('a connection that has carried nothing yet is no reason to send again', async () => {
  for (const end of [fin, rst]) {
    const adapter = createNodeAdapter();
    const raw = await startRaw(async peer => {
      await peer.next();
      end(peer);
    });
    const { failed } = await exchange(adapter, wire(`http://127.0.0.1:${raw.port}/`));
    assert.equal([failed, raw.requests().length], ['reset', 1]);
    await adapter.close();
    await raw.close();
  }
});

test('a request that was given up is not sent again', async () => {
  const adapter = createNodeAdapter({ connections: 1 });
  let cancel: (() => void) | undefined;
  const raw = await startRaw(async ({ socket, next }) => {
    await next();
    socket.write(ok);
    await next();
    cancel?.();
    socket.end();
  });
  const url = `http://127.0.0.1:${raw.port}/`;
  await exchange(adapter, wire(url));
  const { failed } = await exchange(adapter, wire(url), { onCancel: given => (cancel = given) });
  await adapter.close();
  assert.equal([failed, raw.requests().length, raw.connections()], ['abort', 2, 1]);
  await raw.close();
});

test.run();
