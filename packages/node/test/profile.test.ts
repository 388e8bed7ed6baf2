import dns from 'node:dns';
import http from 'node:http';
import type { Profile } from '@wxreq/core';
import * as assert from 'uvu/assert';
import { suite } from '../../../scripts/testing/suite.ts';
import { createNodeAdapter } from '../src/adapter.ts';
import { exchange, wire } from './support/exchange.ts';
import { start } from './support/servers.ts';
import { makeTrust, startTls } from './support/trust.ts';

const test = suite('node: profile');

/** Asserts that these times are there and follow one another. */
function inOrder(profile: Partial<Profile> | undefined, names: readonly (keyof Profile)[]): void {
  const times = names.map(name => [name, profile?.[name]] as const);
  let last = 0;
  for (const [name, time] of times) {
    assert.type(time, 'number', name);
    assert.ok(Number(time) >= last, `${name}: ${JSON.stringify(times)}`);
    last = Number(time);
  }
}

test('a new connection: every step, in order', async () => {
  const trust = await makeTrust();
  const server = await startTls(trust.identity);
  const adapter = createNodeAdapter({ ca: trust.ca });
  const start = Date.now();
  const { profile } = await exchange(
    adapter,
    wire(`https://localhost:${server.port}/`, { method: 'POST', body: Buffer.from('123') }),
  );
  inOrder(profile, [
    'fetchStart',
    'domainLookUpStart',
    'domainLookUpEnd',
    'connectStart',
    'SSLconnectionStart',
    'SSLconnectionEnd',
    'connectEnd',
    'requestStart',
    'requestEnd',
    'responseStart',
    'responseEnd',
  ]);
  assert.ok((profile?.fetchStart ?? 0) >= start && (profile?.responseEnd ?? Infinity) <= Date.now());
  const { socketReused, protocol, peerIP, port, sendBytesCount, receivedBytedCount } = profile ?? {};
  assert.equal(
    [socketReused, protocol, peerIP, port, sendBytesCount, receivedBytedCount],
    [false, 'http1.1', '127.0.0.1', server.port, 3, 2],
  );
  await adapter.close();
  await server.close();
});

test('a connection used again: lookup, connect and handshake took no time', async () => {
  const server = await start(http.createServer((_, response) => response.end('ok')));
  const adapter = createNodeAdapter({ connections: 1 });
  const url = `http://127.0.0.1:${server.port}/`;
  await exchange(adapter, wire(url));
  await new Promise(resolve => setTimeout(resolve, 5));
  const { profile } = await exchange(adapter, wire(url));
  const { fetchStart, socketReused, SSLconnectionStart, SSLconnectionEnd } = profile ?? {};
  assert.equal([socketReused, SSLconnectionStart, SSLconnectionEnd], [true, 0, 0]);
  for (const name of ['domainLookUpStart', 'domainLookUpEnd', 'connectStart', 'connectEnd'] as const) {
    assert.is(profile?.[name], fetchStart, name);
  }
  await adapter.close();
  await server.close();
});

test('a name that takes its time is looked up before the connection is opened', async () => {
  const server = await start(http.createServer((_, response) => response.end('ok')));
  const adapter = createNodeAdapter();
  const { lookup } = dns;
  const slow = (...args: readonly unknown[]): unknown =>
    setTimeout(() => Reflect.apply(lookup, dns, args) as unknown, 100);
  Reflect.set(dns, 'lookup', slow);
  try {
    const { profile } = await exchange(adapter, wire(`http://localhost:${server.port}/`));
    const { domainLookUpStart = 0, domainLookUpEnd = 0, connectStart } = profile ?? {};
    // Timers may be early by a millisecond.
    assert.ok(domainLookUpEnd - domainLookUpStart >= 99, JSON.stringify(profile));
    assert.is(connectStart, domainLookUpEnd);
  } finally {
    Reflect.set(dns, 'lookup', lookup);
    await adapter.close();
    await server.close();
  }
});

test('requestEnd is when the last byte of the body was taken, not when the first was written', async () => {
  const server = await start(
    http.createServer((request, response) => {
      setTimeout(() => request.resume(), 100);
      request.on('end', () => response.end('ok'));
    }),
  );
  const adapter = createNodeAdapter();
  const body = Buffer.alloc(64 << 20);
  const { profile } = await exchange(
    adapter,
    wire(`http://127.0.0.1:${server.port}/`, { method: 'POST', body }),
  );
  const { requestStart = 0, requestEnd = 0, sendBytesCount } = profile ?? {};
  assert.is(sendBytesCount, body.length);
  assert.ok(requestEnd - requestStart >= 99, JSON.stringify(profile));
  await adapter.close();
  await server.close();
});

test('nothing is measured where nobody asks', async () => {
  const server = await start(http.createServer((_, response) => response.end('ok')));
  const adapter = createNodeAdapter();
  const { profile } = await exchange(adapter, wire(`http://127.0.0.1:${server.port}/`, { profile: false }));
  assert.is(profile, undefined);
  await adapter.close();
  await server.close();
});

test.run();
