import https from 'node:https';
import net from 'node:net';
import type tls from 'node:tls';
import * as assert from 'uvu/assert';
import { suite } from '../../../scripts/testing/suite.ts';
import { createNodeAdapter } from '../src/adapter.ts';
import { makeAuthority } from './support/certificates.ts';
import type { Identity } from './support/certificates.ts';
import { exchange, wire } from './support/exchange.ts';
import { start } from './support/servers.ts';
import { makeTrust, startTls } from './support/trust.ts';
import type { Trust } from './support/trust.ts';

const test = suite('node: TLS');
const hourMs = 3_600_000;
let trust: Trust;

test.before(async () => {
  trust = await makeTrust();
});

/** How a GET on `https://HOST` ends, from a server with this certificate. */
async function outcomeOf(
  identity: Identity,
  host = 'localhost',
  ca: string | undefined = trust.ca,
): Promise<string> {
  const server = await startTls(identity);
  const adapter = createNodeAdapter({ ca });
  const { failed, body } = await exchange(adapter, wire(`https://${host}:${server.port}/`));
  await adapter.close();
  await server.close();
  return failed ?? body;
}

test('a certificate by a trusted authority passes, for a name and for an IP address', async () => {
  assert.is(await outcomeOf(trust.identity), 'ok');
  assert.is(await outcomeOf(trust.identity, '127.0.0.1'), 'ok');
});

test('a certificate for another name is a name failure, for an IP address too', async () => {
  const identity = await trust.issue({ names: ['example.com'] });
  assert.is(await outcomeOf(identity), 'cert-name');
  assert.is(await outcomeOf(identity, '127.0.0.1'), 'cert-name');
});

test('the host header has no say in whose certificate is checked', async () => {
  const server = await startTls(await trust.issue({ names: ['example.com'] }));
  const good = await startTls(trust.identity);
  const adapter = createNodeAdapter({ ca: trust.ca });
  const headers = [['host', 'example.com'] as const];
  for (const host of ['localhost', '127.0.0.1']) {
    const other = await exchange(adapter, wire(`https://${host}:${server.port}/`, { headers }));
    assert.is(other.failed, 'cert-name', host);
    const own = await exchange(adapter, wire(`https://${host}:${good.port}/`, { headers }));
    assert.is(own.body, 'ok', host);
  }
  await adapter.close();
  await Promise.all([server.close(), good.close()]);
});

test('TLS asks for the name in the URL, and for none where it is an IP address', async () => {
  const names: unknown[] = [];
  const server = await start(
    https.createServer(trust.identity, (request, response) => {
      names.push((request.socket as tls.TLSSocket).servername);
      response.end();
    }),
  );
  const adapter = createNodeAdapter({ ca: trust.ca });
  for (const host of ['localhost', '127.0.0.1'])
    await exchange(adapter, wire(`https://${host}:${server.port}/`));
  assert.equal(names, ['localhost', false]);
  await adapter.close();
  await server.close();
});

test('expired, and not yet valid, are date failures', async () => {
  const past = await trust.issue({
    from: new Date(Date.now() - 2 * hourMs),
    until: new Date(Date.now() - hourMs),
  });
  const future = await trust.issue({
    from: new Date(Date.now() + hourMs),
    until: new Date(Date.now() + 2 * hourMs),
  });
  assert.is(await outcomeOf(past), 'cert-date');
  assert.is(await outcomeOf(future), 'cert-date');
});

test('self-signed, and signed by a stranger, are authority failures', async () => {
  const stranger = await makeAuthority('Stranger');
  assert.is(await outcomeOf(await trust.issue({ by: undefined })), 'cert-authority');
  assert.is(await outcomeOf(await trust.issue({ by: stranger })), 'cert-authority');
  assert.is(await outcomeOf(trust.identity, 'localhost', stranger.cert), 'cert-authority');
});

test('a certificate that is bad in another way is a certificate failure', async () => {
  assert.is(await outcomeOf(await trust.issue({ forClients: true })), 'cert');
});

test('no common protocol, no TLS at all, and a connection that ends meanwhile are handshake failures', async () => {
  const servers: net.Server[] = [
    https.createServer({
      ...trust.identity,
      minVersion: 'TLSv1.3',
      maxVersion: 'TLSv1.3',
      ciphers: 'TLS_AES_128_CCM_SHA256',
    }),
    net.createServer(socket => void socket.on('error', () => {}).end('HTTP/1.1 400 Bad Request\r\n\r\n')),
    net.createServer(socket => void socket.on('error', () => {}).end()),
    net.createServer(
      socket => void socket.on('error', () => {}).once('data', () => socket.resetAndDestroy()),
    ),
  ];
  for (const [index, bare] of servers.entries()) {
    const server = await start(bare);
    const adapter = createNodeAdapter({ ca: trust.ca });
    const { failed } = await exchange(adapter, wire(`https://localhost:${server.port}/`));
    assert.is(failed, 'tls', `server ${index}`);
    await adapter.close();
    await server.close();
  }
});

test('a client certificate is shown to a server that asks', async () => {
  const options = { ...trust.identity, ca: trust.ca, requestCert: true };
  const server = await start(
    https.createServer(options, (request, response) => {
      const socket = request.socket as tls.TLSSocket;
      response.end(`${socket.authorized} ${socket.getPeerCertificate().subject?.CN}`);
    }),
  );
  const { key, cert } = await trust.issue({ names: ['client'] });
  const adapter = createNodeAdapter({ ca: [Buffer.from(trust.ca)], key: Buffer.from(key), cert });
  const { body } = await exchange(adapter, wire(`https://localhost:${server.port}/`));
  assert.is(body, 'true client');
  await adapter.close();
  await server.close();
});

test('sessions are resumed where nothing is pinned', async () => {
  const reused: boolean[] = [];
  const server = await start(
    https.createServer({ ...trust.identity, maxVersion: 'TLSv1.2' }, (request, response) => {
      reused.push((request.socket as tls.TLSSocket).isSessionReused());
      response.setHeader('connection', 'close').end();
    }),
  );
  const adapter = createNodeAdapter({ ca: trust.ca });
  for (let count = 0; count < 3; count += 1)
    await exchange(adapter, wire(`https://localhost:${server.port}/`));
  assert.equal(reused, [false, true, true]);
  await adapter.close();
  await server.close();
});

test.run();
