import http from 'node:http';
import * as assert from 'uvu/assert';
import { startCounting } from '../../../packages/node/test/support/counting.ts';
import type { Counting } from '../../../packages/node/test/support/counting.ts';
import { make, makeChain, show, wrong } from '../../../packages/node/test/support/openssl.ts';
import type { Chain, Made } from '../../../packages/node/test/support/openssl.ts';
import { start } from '../../../packages/node/test/support/servers.ts';
import { suite } from '../suite.ts';
import { startRuntime } from './client.ts';
import type { Client, ClientHost, Runtime } from './client.ts';
import { pinFailure } from './subject.ts';
import type { Subject } from './subject.ts';

const failed = { errMsg: pinFailure, errno: 600001 };

/** An http: server, and how many connections it has seen. */
async function startPlain() {
  let connections = 0;
  const plain = http.createServer((_, response) => response.end('plain'));
  const running = await start(plain.on('connection', () => (connections += 1)));
  return { ...running, url: `http://localhost:${running.port}/`, connections: () => connections };
}

/** SPEC §7 and redirect/security: pins by whoever set them, wherever a request goes. */
export function pinnedRoutes(subject: Subject): void {
  const test = suite(`${subject.name}: pins wherever a request goes`, { deadlineMs: 30_000 });
  let chain: Chain;
  let other: Made;
  let runtime: Runtime;
  let server: Counting;
  let clients: Client[] = [];

  test.before(() => {
    chain = makeChain();
    other = make({ by: chain.issuer });
    runtime = startRuntime(subject.name, subject.module);
  });
  test.before.each(async () => {
    server = await startCounting(chain.shown);
  });
  test.after.each(async () => {
    await Promise.all(clients.map(client => client.close()));
    clients = [];
    await server.close();
  });
  test.after(() => runtime.stop());

  function clientFor(host: ClientHost = {}): Client {
    const client = runtime.createClient({ ca: chain.root.cert, ...host });
    clients.push(client);
    return client;
  }

  function startRedirecting(location: string): Promise<Counting> {
    const head = `HTTP/1.1 307 Elsewhere\r\nlocation: ${location}\r\ncontent-length: 0\r\n\r\n`;
    return startCounting(show(other, chain.issuer), {}, socket => socket.write(head));
  }

  test('redirect/security: a redirect to a host with another key fails before that host sees a byte', async () => {
    const redirecting = await startRedirecting(server.url);
    const client = clientFor();
    const asking = { url: redirecting.url, method: 'POST', data: 'secret' } as const;
    const { cause, ...told } = await client.ask({ ...asking, certs: [other.pin] });
    assert.equal([told, cause?.host], [failed, `localhost:${server.port}`]);
    await server.quiet();
    assert.equal([redirecting.requests(), server.connections(), server.bytes()], [1, 1, 0]);
    for (const certs of [[other.pin, chain.leaf.pin], []])
      assert.equal(await client.ask({ ...asking, certs }), { data: 'ok' });
    await redirecting.close();
  });

  test('redirect/security: a redirect to the http: of a host fails where there are pins, and nothing is sent', async () => {
    const plain = await startPlain();
    const redirecting = await startRedirecting(plain.url);
    const client = clientFor();
    const { cause, ...told } = await client.ask({ url: redirecting.url, certs: [other.pin] });
    assert.equal([told, cause?.host, plain.connections()], [failed, `localhost:${plain.port}`, 0]);
    assert.equal(await client.ask({ url: redirecting.url }), { data: 'plain' });
    await redirecting.close();
    await plain.close();
  });

  test('certs/no-tls: pins with an http: URL fail before anybody is asked, whoever set them; an empty array is none', async () => {
    const plain = await startPlain();
    const certs = [chain.leaf.pin];
    for (const { cause, ...told } of [
      await clientFor().ask({ url: plain.url, certs }),
      await clientFor({ pins: { localhost: certs } }).ask({ url: plain.url }),
    ]) {
      assert.equal(told, failed);
      assert.equal([cause?.host, cause?.asked, cause?.presented], [`localhost:${plain.port}`, [certs], []]);
    }
    assert.is(plain.connections(), 0);
    assert.equal(await clientFor().ask({ url: plain.url, certs: [] }), { data: 'plain' });
    assert.equal(await clientFor().ask({ url: server.url, certs: [] }), { data: 'ok' });
    await plain.close();
  });

  test('certs/format: a malformed pin is refused before anybody is asked', async () => {
    const short = chain.leaf.pin.replace(/.=$/, '=');
    const { errMsg = '', errno } = await clientFor().ask({ url: server.url, certs: [chain.leaf.pin, short] });
    assert.is(errno, 600005);
    assert.ok(
      errMsg.startsWith(`request:fail invalid certs "${short}": 43 characters instead of 44`),
      errMsg,
    );
    assert.is(server.connections(), 0);
  });

  test("certs/host: the host's pins hold for every request, its own ones for it besides", async () => {
    const { leaf } = chain;
    const client = clientFor({ pins: { localhost: [leaf.pin, wrong] } });
    assert.equal(await client.ask({ url: server.url }), { data: 'ok' });
    assert.equal(await client.ask({ url: server.url, certs: [leaf.pin] }), { data: 'ok' });
    const bytes = server.bytes();
    const { cause, ...told } = await client.ask({ url: server.url, certs: [other.pin] });
    assert.equal([told, cause?.asked], [failed, [[other.pin], [leaf.pin, wrong]]]);
    const strict = clientFor({ pins: { [`localhost:${server.port}`]: [other.pin] } });
    for (const certs of [undefined, [], [leaf.pin]])
      assert.is((await strict.ask({ url: server.url, ...(certs && { certs }) })).errMsg, pinFailure);
    assert.is(server.bytes(), bytes);
  });

  test('certs/cause: the failure names the host, the pins asked for and those presented', async () => {
    const client = clientFor({ pins: { localhost: [other.pin] } });
    const { leaf, issuer, root } = chain;
    const shown = (subject.showsChain ? [leaf, issuer, root] : [leaf]).map(({ pin }) => pin);
    const { cause } = await client.ask({ url: server.url, certs: [wrong, other.pin] });
    assert.is(
      cause?.message,
      `localhost:${server.port}: asked for ${wrong} or ${other.pin}, and for ${other.pin}; presented ${shown.join(', ')}`,
    );
  });

  for (const pinCheck of [undefined, 'every-request'] as const) {
    test(`certs/frequency: with pinCheck ${pinCheck ?? 'left out'}, every request is checked`, async () => {
      const client = clientFor(pinCheck && { pinCheck });
      const certs = [chain.leaf.pin];
      assert.equal(await client.ask({ url: server.url, certs }), { data: 'ok' });
      server.swap(show(other, chain.issuer));
      await server.quiet();
      const bytes = server.bytes();
      assert.is((await client.ask({ url: server.url, certs })).errMsg, pinFailure);
      assert.is(server.bytes(), bytes);
    });
  }

  test('certs/frequency: once per session, a host and port that has passed is not checked again, another one is', async () => {
    const elsewhere = await startCounting(show(other, chain.issuer));
    const client = clientFor({ pinCheck: 'once-per-session' });
    const certs = [chain.leaf.pin];
    for (let round = 0; round < 2; round += 1)
      assert.is((await client.ask({ url: server.url, certs: [wrong] })).errMsg, pinFailure);
    assert.is(server.bytes(), 0);
    assert.equal(await client.ask({ url: server.url, certs }), { data: 'ok' });
    server.swap(show(other, chain.issuer));
    await server.quiet();
    assert.equal(await client.ask({ url: server.url, certs }), { data: 'ok' });
    assert.is((await client.ask({ url: elsewhere.url, certs })).errMsg, pinFailure);
    assert.is(elsewhere.bytes(), 0);
    const another = clientFor({ pinCheck: 'once-per-session' });
    assert.is((await another.ask({ url: server.url, certs })).errMsg, pinFailure);
    await elsewhere.close();
  });

  test.run();
}
