import http from 'node:http';
import http2 from 'node:http2';
import * as assert from 'uvu/assert';
import { suite } from '../../../scripts/testing/suite.ts';
import { createRequest } from '../src/create.ts';
import { ask, askInVain, pinFailure } from './support/asking.ts';
import { startCounting } from './support/counting.ts';
import type { Counting } from './support/counting.ts';
import { make, makeChain, show, wrong } from './support/openssl.ts';
import type { Chain, Made } from './support/openssl.ts';
import { start } from './support/servers.ts';
import { startTunnel } from './support/tunnel.ts';

const test = suite('node: pins wherever a request goes', { deadlineMs: 20_000 });
let chain: Chain;
let other: Made;
let server: Counting;

test.before(() => {
  chain = makeChain();
  other = make({ by: chain.issuer });
});
test.before.each(async () => {
  server = await startCounting(chain.shown);
});
test.after.each(() => server.close());

const client = (options: Parameters<typeof createRequest>[0] = {}): ReturnType<typeof createRequest> =>
  createRequest({ ca: chain.root.cert, ...options });

function startRedirecting(location: string): Promise<Counting> {
  const head = `HTTP/1.1 307 Elsewhere\r\nlocation: ${location}\r\ncontent-length: 0\r\n\r\n`;
  return startCounting(show(other, chain.issuer), {}, socket => socket.write(head));
}

/** An http: server, and how many connections it has seen. */
async function startPlain() {
  let connections = 0;
  const plain = http.createServer((_, response) => response.end('plain'));
  const running = await start(plain.on('connection', () => (connections += 1)));
  return { ...running, url: `http://localhost:${running.port}/`, connections: () => connections };
}

test('redirect/security: a redirect to a host with another key fails before that host sees a byte', async () => {
  const redirecting = await startRedirecting(server.url);
  const request = client();
  const asking = { url: redirecting.url, method: 'POST', data: 'secret' } as const;
  assert.is(await ask(request, { ...asking, certs: [other.pin] }), pinFailure);
  await server.quiet();
  assert.equal([redirecting.requests(), server.connections(), server.bytes()], [1, 1, 0]);
  for (const certs of [[other.pin, chain.leaf.pin], [chain.issuer.pin], []])
    assert.is(await ask(request, { ...asking, certs }), 'ok');
  await request.close();
  await redirecting.close();
});

test('redirect/security: a redirect from https: to http: fails where there are pins, and nothing is sent', async () => {
  const plain = await startPlain();
  const redirecting = await startRedirecting(plain.url);
  const request = client();
  assert.is(await ask(request, { url: redirecting.url, certs: [other.pin] }), pinFailure);
  assert.is(plain.connections(), 0);
  assert.is(await ask(request, { url: redirecting.url }), 'plain');
  await request.close();
  await redirecting.close();
  await plain.close();
});

test('certs/no-tls: pins with an http: URL fail before anybody is asked, whoever set them', async () => {
  const plain = await startPlain();
  const right = [chain.leaf.pin];
  const byRequest = client();
  const byHost = client({ pins: { localhost: right } });
  for (const failure of [
    await askInVain(byRequest, { url: plain.url, certs: right }),
    await askInVain(byHost, { url: plain.url }),
  ]) {
    assert.equal(failure, { errMsg: pinFailure, errno: 600001 });
    const { host, asked, presented } = Object(failure.cause);
    assert.equal([host, asked, presented], [`localhost:${plain.port}`, [right], []]);
  }
  assert.is(plain.connections(), 0);
  await plain.close();
});

test('certs/no-tls: an empty array is no pinning', async () => {
  const plain = await startPlain();
  const request = client();
  assert.is(await ask(request, { url: plain.url, certs: [] }), 'plain');
  assert.is(await ask(request, { url: server.url, certs: [] }), 'ok');
  await request.close();
  await plain.close();
});

test("through a proxy it is the origin's certificate that is checked, not the proxy's, also where that speaks TLS", async () => {
  const ownKey = make({ by: chain.issuer });
  for (const tunnel of [await startTunnel(), await startTunnel(show(ownKey, chain.issuer))]) {
    const request = client({ proxy: tunnel.url });
    const asked = [];
    for (const pin of [wrong, ownKey.pin]) {
      const failure = await askInVain(request, { url: server.url, certs: [pin] });
      assert.is(failure.errMsg, pinFailure);
      const { host, presented } = Object(failure.cause);
      assert.equal([host, presented[0]], [`localhost:${server.port}`, chain.leaf.pin]);
      asked.push(`localhost:${server.port}`);
    }
    await server.quiet();
    assert.is(server.bytes(), 0);
    for (const pin of [chain.leaf.pin, chain.issuer.pin]) {
      assert.is(await ask(request, { url: server.url, certs: [pin] }), 'ok');
      asked.push(`localhost:${server.port}`);
    }
    assert.equal(tunnel.asked, asked);
    await request.close();
    await tunnel.close();
    await server.close();
    server = await startCounting(chain.shown);
  }
});

test('with proxies from the environment, hosts that NO_PROXY names are pinned too', async () => {
  const tunnel = await startTunnel();
  const names = ['https_proxy', 'HTTPS_PROXY', 'no_proxy', 'NO_PROXY'];
  const kept = names.map(name => [name, process.env[name]] as const);
  for (const name of names) delete process.env[name];
  try {
    process.env['HTTPS_PROXY'] = tunnel.url;
    for (const [noProxy, tunnels] of [
      ['example.com', 2],
      ['localhost', 0],
    ] as const) {
      process.env['NO_PROXY'] = noProxy;
      const before = tunnel.asked.length;
      const request = client({ proxy: 'env' });
      assert.is(await ask(request, { url: server.url, certs: [wrong] }), pinFailure);
      assert.is(await ask(request, { url: server.url, certs: [chain.leaf.pin] }), 'ok');
      assert.is(tunnel.asked.length - before, tunnels);
      await request.close();
    }
  } finally {
    for (const [name, value] of kept) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
  assert.is(server.requests(), 2);
  await tunnel.close();
});

test('over HTTP/2 a wrong pin fails before the first frame, and requests with other pins share no connection', async () => {
  const heads: string[] = [];
  const watched = await startCounting(chain.shown, { ALPNProtocols: ['h2'] }, (socket, head) => {
    heads.push(head);
    socket.destroy();
  });
  const request = client();
  assert.is(await ask(request, { url: watched.url, enableHttp2: true, certs: [wrong] }), pinFailure);
  await watched.quiet();
  assert.equal([watched.connections(), watched.bytes()], [1, 0]);
  await askInVain(request, { url: watched.url, enableHttp2: true, certs: [chain.leaf.pin] });
  // Its preface, which looks like two heads.
  assert.equal(heads, ['PRI * HTTP/2.0', 'SM']);
  await watched.close();

  const sessions = new Set<object>();
  const speaking = http2.createSecureServer(chain.shown, (_, response) => response.end('ok'));
  const { port, close } = await start(speaking.on('session', session => sessions.add(session)));
  const pins = [chain.leaf.pin, wrong, chain.issuer.pin, wrong, chain.leaf.pin];
  const url = `https://localhost:${port}/`;
  const send = (pin: string) => ask(request, { url, enableHttp2: true, certs: [pin] });
  const expected = ['ok', pinFailure, 'ok', pinFailure, 'ok'];
  for (let round = 0; round < 2; round += 1) assert.equal(await Promise.all(pins.map(send)), expected);
  await request.close();
  await close();
});

test.run();
