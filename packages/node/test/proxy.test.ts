import http from 'node:http';
import net from 'node:net';
import type { Socket } from 'node:net';
import { createHash, X509Certificate } from 'node:crypto';
import * as assert from 'uvu/assert';
import { suite } from '../../../scripts/testing/suite.ts';
import { createNodeAdapter } from '../src/adapter.ts';
import { exchange, wire } from './support/exchange.ts';
import type { Outcome } from './support/exchange.ts';
import { start } from './support/servers.ts';
import type { Running } from './support/servers.ts';
import { makeTrust, startTls } from './support/trust.ts';
import type { Trust } from './support/trust.ts';
import { startProxy } from './support/proxies.ts';

const test = suite('node: proxies');
let trust: Trust;
let plain: Running;
let secure: Running;

test.before(async () => {
  trust = await makeTrust();
  plain = await start(http.createServer((_, response) => response.end('plain')));
  secure = await startTls(trust.identity, (_, response) => response.end('secure'));
});
test.after(async () => {
  await plain.close();
  await secure.close();
});

async function through(proxy: string, url: string, more = {}): Promise<Outcome> {
  const adapter = createNodeAdapter({ proxy, ca: trust.ca, connectTimeout: 2000 });
  const outcome = await exchange(adapter, wire(url, more));
  await adapter.close();
  return outcome;
}

const plainUrl = (): string => `http://127.0.0.1:${plain.port}/p?q`;
const secureUrl = (): string => `https://localhost:${secure.port}/`;

test('http: URLs are asked of the proxy, https: ones go through a tunnel', async () => {
  const proxy = await startProxy();
  assert.is((await through(proxy.url, plainUrl())).body, 'plain');
  assert.is((await through(proxy.url, secureUrl())).body, 'secure');
  assert.equal(proxy.seen, [`GET ${plainUrl()} 127.0.0.1:${plain.port}`, `CONNECT localhost:${secure.port}`]);
  await proxy.close();
});

test('CONNECT names host and port to the proxy too', async () => {
  const proxy = await startProxy();
  const { heads, failed } = await through(proxy.url, plainUrl(), { method: 'CONNECT' });
  assert.equal([heads.map(({ status }) => status), failed], [[200], undefined]);
  assert.equal(proxy.seen, [`CONNECT 127.0.0.1:${plain.port}`]);
  await proxy.close();
});

test("in a tunnel it is the origin's certificate that is checked, and its pins", async () => {
  const proxy = await startProxy();
  const spki = new X509Certificate(trust.identity.cert).publicKey.export({ type: 'spki', format: 'der' });
  const right = `sha256/${createHash('sha256').update(spki).digest('base64')}`;
  const wrong = `sha256/${'A'.repeat(43)}=`;
  assert.is((await through(proxy.url, secureUrl(), { pins: [[right]] })).body, 'secure');
  assert.is((await through(proxy.url, secureUrl(), { pins: [[wrong]] })).failed, 'pin');
  const other = await startTls(await trust.issue({ names: ['example.com'] }));
  assert.is((await through(proxy.url, `https://localhost:${other.port}/`)).failed, 'cert-name');
  await other.close();
  await proxy.close();
});

test('a proxy that cannot be reached, and one that refuses, have their own kinds', async () => {
  const free = await start(net.createServer());
  await free.close();
  const closed = `http://127.0.0.1:${free.port}`;
  for (const url of [plainUrl(), secureUrl()]) assert.is((await through(closed, url)).failed, 'proxy', url);
  for (const status of [403, 407, 502]) {
    const proxy = await startProxy({ status });
    assert.is((await through(proxy.url, secureUrl())).failed, 'tunnel', String(status));
    await proxy.close();
  }
  const proxy = await startProxy({ status: 407 });
  assert.is((await through(proxy.url, plainUrl())).failed, 'tunnel');
  await proxy.close();
});

test('a tunnel that is cut before it stands is refused, once', async () => {
  const proxy = await startProxy({ onTunnel: socket => socket.destroy() });
  assert.is((await through(proxy.url, secureUrl())).failed, 'tunnel');
  assert.is(proxy.seen.length, 1);
  await proxy.close();
});

test('giving up while the proxy lets one wait closes the connection to it', async () => {
  for (const answer of ['', 'HTTP/1.1 200 OK\r\n\r\n']) {
    let cancel: (() => void) | undefined;
    let closed: (() => void) | undefined;
    const isClosed = new Promise<void>(resolve => (closed = resolve));
    const proxy = await startProxy({
      onTunnel: socket => {
        socket.once('end', () => closed?.()).resume();
        if (answer === '') return cancel?.();
        socket.write(answer);
        socket.once('data', () => cancel?.()); // the handshake has begun, and hangs
      },
    });
    const adapter = createNodeAdapter({ proxy: proxy.url });
    const { failed } = await exchange(adapter, wire(secureUrl()), { onCancel: given => (cancel = given) });
    assert.is(failed, 'abort');
    await isClosed;
    await adapter.close();
    await proxy.close();
  }
});

test('giving one up leaves the others alone that wait for the same proxy', async () => {
  let cancel: (() => void) | undefined;
  const waiting: Socket[] = [];
  const proxy = await startProxy({
    onTunnel: socket => {
      waiting.push(socket);
      if (waiting.length < 2) return;
      cancel?.();
      // Only now, when one has been given up, is there a way through.
      setImmediate(() => {
        for (const one of waiting) {
          const upstream = net.connect(secure.port, '127.0.0.1', () => {
            one.write('HTTP/1.1 200 OK\r\n\r\n');
            upstream.pipe(one).pipe(upstream);
          });
          upstream.on('error', () => one.destroy());
        }
      });
    },
  });
  const adapter = createNodeAdapter({ proxy: proxy.url, ca: trust.ca });
  const [given, other] = await Promise.all([
    exchange(adapter, wire(secureUrl()), { onCancel: one => (cancel = one) }),
    exchange(adapter, wire(secureUrl())),
  ]);
  assert.equal([given.failed, other.body], ['abort', 'secure']);
  await adapter.close();
  await proxy.close();
});

test('a proxy that never answers is given up like one that cannot be reached', async () => {
  const proxy = await startProxy({ onTunnel: socket => socket.resume() });
  assert.is((await through(proxy.url, secureUrl())).failed, 'tunnel');
  await proxy.close();
});

test("'env' takes HTTP_PROXY, HTTPS_PROXY and NO_PROXY", async () => {
  const proxy = await startProxy();
  const names = ['http_proxy', 'HTTP_PROXY', 'https_proxy', 'HTTPS_PROXY', 'no_proxy', 'NO_PROXY'];
  const kept = names.map(name => [name, process.env[name]] as const);
  for (const name of names) delete process.env[name];
  try {
    process.env['HTTP_PROXY'] = process.env['HTTPS_PROXY'] = proxy.url;
    assert.is((await through('env', plainUrl())).body, 'plain');
    assert.is((await through('env', secureUrl())).body, 'secure');
    process.env['NO_PROXY'] = 'localhost';
    assert.is((await through('env', secureUrl())).body, 'secure');
    assert.is(proxy.seen.length, 2);
  } finally {
    for (const [name, value] of kept) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
  await proxy.close();
});

test.run();
