import { createHash, X509Certificate } from 'node:crypto';
import http2 from 'node:http2';
import tls from 'node:tls';
import { PinMismatch } from '@wxreq/core/pins';
import * as assert from 'uvu/assert';
import { suite } from '../../../scripts/testing/suite.ts';
import { createNodeAdapter } from '../src/adapter.ts';
import { makeAuthority, makeIdentity } from './support/certificates.ts';
import type { Identity } from './support/certificates.ts';
import { exchange, wire } from './support/exchange.ts';
import { start } from './support/servers.ts';
import type { Running } from './support/servers.ts';
import { makeTrust } from './support/trust.ts';
import type { Trust } from './support/trust.ts';

const test = suite('node: pins', { deadlineMs: 20_000 });
const wrong = `sha256/${'A'.repeat(43)}=`;
let trust: Trust;

test.before(async () => {
  trust = await makeTrust();
});

function pinOf(certificate: string): string {
  const spki = new X509Certificate(certificate).publicKey.export({ type: 'spki', format: 'der' });
  return `sha256/${createHash('sha256').update(spki).digest('base64')}`;
}

interface Counting extends Running {
  readonly url: string;
  /** Bytes that came through TLS: a server that parses HTTP could not count them. */
  bytes(): number;
  handshakes(): number;
  resumed(): number;
}

/** Answers every request head with `ok`, over HTTP/1.1. */
async function startCounting(identity: Identity, options: tls.TlsOptions = {}): Promise<Counting> {
  let bytes = 0;
  let handshakes = 0;
  let resumed = 0;
  const server = tls.createServer({ ...identity, ...options }, socket => {
    handshakes += 1;
    if (socket.isSessionReused()) resumed += 1;
    socket
      .on('error', () => {})
      .on('data', data => {
        bytes += data.length;
        socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok');
      });
  });
  const running = await start(server);
  const url = `https://localhost:${running.port}/`;
  return { ...running, url, bytes: () => bytes, handshakes: () => handshakes, resumed: () => resumed };
}

test('a right pin passes: the leaf, one of several, the issuer', async () => {
  const server = await startCounting(trust.identity);
  const adapter = createNodeAdapter({ ca: trust.ca });
  const [leaf, issuer] = [pinOf(trust.identity.cert), pinOf(trust.ca)];
  for (const pins of [[[leaf]], [[wrong, leaf]], [[issuer]], [[issuer], [leaf, wrong]]]) {
    assert.is((await exchange(adapter, wire(server.url, { pins }))).body, 'ok');
  }
  await adapter.close();
  await server.close();
});

test('a wrong pin fails before any byte of the request is written, over TLS 1.2 and 1.3', async () => {
  for (const version of ['TLSv1.2', 'TLSv1.3'] as const) {
    const server = await startCounting(trust.identity, { minVersion: version, maxVersion: version });
    const adapter = createNodeAdapter({ ca: trust.ca });
    const leaf = pinOf(trust.identity.cert);
    for (const pins of [[[wrong]], [[leaf], [wrong]]]) {
      const body = Buffer.alloc(5000);
      const { failed, cause, heads } = await exchange(
        adapter,
        wire(server.url, { method: 'POST', body, pins }),
      );
      assert.equal([failed, heads], ['pin', []]);
      assert.instance(cause, PinMismatch);
      if (cause instanceof PinMismatch) {
        assert.equal([cause.asked, cause.presented], [pins, [leaf, pinOf(trust.ca)]]);
      }
    }
    assert.is(server.bytes(), 0);
    // The count can count.
    await exchange(adapter, wire(server.url, { pins: [[leaf]] }));
    assert.ok(server.bytes() > 0);
    await adapter.close();
    await server.close();
  }
});

test('neither a connection nor a session of unpinned requests, or of other pins, is used', async () => {
  for (const version of ['TLSv1.2', 'TLSv1.3'] as const) {
    const server = await startCounting(trust.identity, { minVersion: version, maxVersion: version });
    const adapter = createNodeAdapter({ ca: trust.ca });
    const leaf = pinOf(trust.identity.cert);
    for (let round = 0; round < 3; round += 1) {
      assert.is((await exchange(adapter, wire(server.url))).body, 'ok');
      assert.is((await exchange(adapter, wire(server.url, { pins: [[leaf]] }))).body, 'ok');
      assert.is((await exchange(adapter, wire(server.url, { pins: [[wrong]] }))).failed, 'pin');
      assert.is((await exchange(adapter, wire(server.url, { pins: [[leaf, wrong]] }))).body, 'ok');
    }
    await adapter.close();
    await server.close();
  }
});

test('pinned requests share connections among themselves, in whatever order their pins are written', async () => {
  const server = await startCounting(trust.identity);
  const adapter = createNodeAdapter({ ca: trust.ca, connections: 1 });
  const leaf = pinOf(trust.identity.cert);
  for (const pins of [[[leaf, wrong]], [[wrong, leaf]], [[leaf, wrong]]])
    await exchange(adapter, wire(server.url, { pins }));
  assert.is(server.handshakes(), 1);
  await adapter.close();
  await server.close();
});

test('a pinned connection is never resumed', async () => {
  const server = await startCounting(trust.identity);
  const leaf = pinOf(trust.identity.cert);
  const adapter = createNodeAdapter({ ca: trust.ca, keepAliveTimeout: 1 });
  for (let count = 0; count < 4; count += 1) {
    assert.is((await exchange(adapter, wire(server.url, { pins: [[leaf]] }))).body, 'ok');
    while (server.sockets.size > 0) await new Promise(resolve => setTimeout(resolve, 5));
  }
  assert.equal([server.handshakes(), server.resumed()], [4, 0]);
  await adapter.close();
  await server.close();
});

test('a right pin does not excuse a bad certificate, even with NODE_TLS_REJECT_UNAUTHORIZED=0', async () => {
  const expired = await trust.issue({ from: new Date(0), until: new Date(1e12) });
  const elsewhere = await trust.issue({ names: ['example.com'] });
  const stranger = await makeIdentity({ by: await makeAuthority('Stranger') });
  const kinds = [
    [expired, 'cert-date'],
    [elsewhere, 'cert-name'],
    [stranger, 'cert-authority'],
  ] as const;
  process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0';
  process.removeAllListeners('warning').on('warning', () => {}); // Node warns of it, once
  try {
    for (const [identity, kind] of kinds) {
      const server = await startCounting(identity);
      const adapter = createNodeAdapter({ ca: trust.ca });
      const { failed } = await exchange(adapter, wire(server.url, { pins: [[pinOf(identity.cert)]] }));
      assert.equal([failed, server.bytes()], [kind, 0]);
      await adapter.close();
      await server.close();
    }
  } finally {
    delete process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
  }
});

test('a certificate that is merely sent along does not count', async () => {
  const other = await makeAuthority('Somebody else');
  const sameName = await makeAuthority();
  const notAuthority = await trust.issue({});
  for (const decoy of [other, sameName, notAuthority]) {
    const server = await startCounting({ ...trust.identity, cert: `${trust.identity.cert}\n${decoy.cert}` });
    const adapter = createNodeAdapter({ ca: [trust.ca, sameName.cert] });
    const { failed } = await exchange(adapter, wire(server.url, { pins: [[pinOf(decoy.cert)]] }));
    assert.equal([failed, server.bytes()], ['pin', 0]);
    assert.is(
      (await exchange(adapter, wire(server.url, { pins: [[pinOf(trust.identity.cert)]] }))).body,
      'ok',
    );
    await adapter.close();
    await server.close();
  }
});

test('an intermediate that signed the leaf counts, and so does the root above it', async () => {
  const middle = await makeAuthority('Middle', trust.authority);
  const leaf = await makeIdentity({ by: middle });
  const server = await startCounting({ ...leaf, cert: `${leaf.cert}\n${middle.cert}` });
  const adapter = createNodeAdapter({ ca: trust.ca });
  for (const { cert } of [leaf, middle, trust.authority]) {
    assert.is((await exchange(adapter, wire(server.url, { pins: [[pinOf(cert)]] }))).body, 'ok');
  }
  await adapter.close();
  await server.close();
});

test('fifty at once, half of them wrong, do not mix', async () => {
  const server = await startCounting(trust.identity);
  const adapter = createNodeAdapter({ ca: trust.ca });
  const leaf = pinOf(trust.identity.cert);
  const outcomes = await Promise.all(
    Array.from({ length: 50 }, (_, index) =>
      exchange(adapter, wire(server.url, { pins: [[index % 2 ? wrong : leaf]] })),
    ),
  );
  assert.equal(
    outcomes.map(({ failed, body }) => failed ?? body),
    Array.from({ length: 50 }, (_, index) => (index % 2 ? 'pin' : 'ok')),
  );
  await adapter.close();
  await server.close();
});

test('over HTTP/2 too', async () => {
  const server = await start(http2.createSecureServer(trust.identity, (_, response) => response.end('ok')));
  const adapter = createNodeAdapter({ ca: trust.ca });
  const send = (pin: string) =>
    exchange(adapter, wire(`https://localhost:${server.port}/`, { http2: true, pins: [[pin]] }));
  const outcomes = await Promise.all([pinOf(trust.identity.cert), wrong, pinOf(trust.ca), wrong].map(send));
  assert.equal(
    outcomes.map(({ failed, body }) => failed ?? body),
    ['ok', 'pin', 'ok', 'pin'],
  );
  await adapter.close();
  await server.close();
});

test('the pools of pins are bounded: the one longest unused is closed', async () => {
  const server = await startCounting(trust.identity);
  const adapter = createNodeAdapter({ ca: trust.ca, keepAliveTimeout: 60_000 });
  const leaf = pinOf(trust.identity.cert);
  for (let index = 0; index < 120; index += 1) {
    const extra = `sha256/${createHash('sha256').update(String(index)).digest('base64')}`;
    assert.is((await exchange(adapter, wire(server.url, { pins: [[leaf, extra]] }))).body, 'ok');
  }
  while (server.sockets.size > 100) await new Promise(resolve => setTimeout(resolve, 5));
  assert.is(server.handshakes(), 120);
  await adapter.close();
  await server.close();
});

test.run();
