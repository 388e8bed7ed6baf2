import { constants } from 'node:crypto';
import net from 'node:net';
import { createSecureContext } from 'node:tls';
import type { TLSSocket } from 'node:tls';
import * as assert from 'uvu/assert';
import { suite } from '../../../scripts/testing/suite.ts';
import { createRequest } from '../src/create.ts';
import { ask, askInVain, pinFailure } from './support/asking.ts';
import type { Identity } from './support/certificates.ts';
import { startCounting } from './support/counting.ts';
import type { Counting } from './support/counting.ts';
import { make, makeChain, show, wrong } from './support/openssl.ts';
import type { Chain, Made } from './support/openssl.ts';
import { runChild } from './support/run-child.ts';
import { start } from './support/servers.ts';

const test = suite('node: pins and certificates', { deadlineMs: 20_000 });
let chain: Chain;

test.before(() => {
  chain = makeChain();
});

/** Runs with a server that shows these certificates, and closes it. */
async function showing(shown: Identity, use: (server: Counting) => Promise<void>): Promise<void> {
  const server = await startCounting(shown);
  await use(server);
  await server.close();
}

const bad: readonly (readonly [what: string, make: () => Made, errMsg: string])[] = [
  [
    'that has expired',
    () => make({ by: chain.issuer, days: -1 }),
    'request:fail -201:net::ERR_CERT_DATE_INVALID',
  ],
  [
    'for another host',
    () => make({ by: chain.issuer, hosts: ['other.test'] }),
    'request:fail -200:net::ERR_CERT_COMMON_NAME_INVALID',
  ],
  [
    'of an unknown authority',
    () => make({ by: make({ name: 'Stranger', authority: true }) }),
    'request:fail -202:net::ERR_CERT_AUTHORITY_INVALID',
  ],
  ['that signed itself', () => make({}), 'request:fail -202:net::ERR_CERT_AUTHORITY_INVALID'],
];

for (const [what, issue, errMsg] of bad) {
  test(`certs/match: a right pin does not excuse a certificate ${what}, NODE_TLS_REJECT_UNAUTHORIZED=0 neither`, async () => {
    const leaf = issue();
    await showing(show(leaf, chain.issuer), async server => {
      const request = createRequest({ ca: chain.root.cert });
      const failure = await askInVain(request, { url: server.url, certs: [leaf.pin] });
      assert.equal(failure, { errMsg, errno: 600001 });
      await request.close();
      await server.quiet();
      assert.is(server.bytes(), 0);
      const env = { CA: chain.root.cert, NODE_TLS_REJECT_UNAUTHORIZED: '0', NODE_NO_WARNINGS: '1' };
      const pinned = await runChild(['idle', server.url, `pin=${leaf.pin}`], env);
      assert.is(pinned.output, errMsg);
      assert.is(server.bytes(), 0);
      // The setting is in force: without pins it lets the certificate pass.
      assert.is((await runChild(['idle', server.url], env)).output, 'request:ok');
    });
  });
}

const decoys: readonly (readonly [what: string, make: () => Made])[] = [
  ['of another authority', () => make({ name: 'Another', authority: true })],
  ['of the same authority', () => make({ by: chain.issuer })],
  ["of the leaf's own name", () => make({ authority: true, by: chain.issuer, idOf: chain.leaf })],
  ["of the issuer's name and id", () => twin(chain.issuer, chain.root)],
  ["of the issuer's name and id, by itself", () => twin(chain.issuer)],
  ["of the root's name and id", () => twin(chain.root)],
];

/** Another key under an authority's name and key identifier. */
function twin(authority: Made, by?: Made): Made {
  return make({ name: authority.name, idOf: authority, authority: true, ...(by && { by }) });
}

for (const [what, issue] of decoys) {
  test(`certs/match: a certificate ${what} that is merely sent along does not count, wherever it stands`, async () => {
    const decoy = issue();
    const { leaf, issuer, root } = chain;
    // Trusted itself, the issuer is verified whatever bears its name.
    const ca = [root.cert, issuer.cert];
    for (const along of [
      [issuer, decoy],
      [decoy, issuer],
    ]) {
      await showing(show(leaf, ...along), async server => {
        const request = createRequest({ ca });
        assert.is(await ask(request, { url: server.url, certs: [decoy.pin] }), pinFailure);
        await request.close();
        await server.quiet();
        assert.is(server.bytes(), 0);
        const other = createRequest({ ca });
        assert.is(await ask(other, { url: server.url, certs: [decoy.pin, leaf.pin] }), 'ok');
        await other.close();
      });
    }
  });
}

test('certs/match: an authority whose certificate has expired does not count, though it signed and another one is verified', async () => {
  // Both bear the issuer's name and key. OpenSSL verifies the valid one and passes over the other.
  const lost = make({ name: 'Lost', authority: true });
  const { issuer, leaf } = chain;
  const expired = make({ name: issuer.name, sameKeyAs: issuer, authority: true, by: lost, days: -1 });
  await showing(show(leaf, expired, issuer, lost), async server => {
    const request = createRequest({ ca: chain.root.cert });
    assert.is(await ask(request, { url: server.url, certs: [lost.pin] }), pinFailure);
    assert.is(await ask(request, { url: server.url, certs: [leaf.pin] }), 'ok');
    await request.close();
  });
});

test("certs/match: a server's certificate cannot be an issuer, even if it signed", async () => {
  const leaf = make({ by: chain.issuer });
  await showing(show(make({ by: leaf }), leaf, chain.issuer), async server => {
    const request = createRequest({ ca: chain.root.cert });
    const failure = await askInVain(request, { url: server.url, certs: [leaf.pin] });
    assert.match(failure.errMsg, /ERR_CERT/);
    assert.is(server.bytes(), 0);
    await request.close();
  });
});

/** A TLS 1.2 server that, at the second request, shakes hands anew with another certificate before it answers. */
function startChanging(first: Identity, second: Identity): Promise<Counting> {
  const secureOptions = constants.SSL_OP_NO_SESSION_RESUMPTION_ON_RENEGOTIATION | constants.SSL_OP_NO_TICKET;
  const next = createSecureContext(second);
  const answer = (socket: TLSSocket, head: string): void => {
    const respond = (): unknown => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok');
    if (!head.startsWith('GET /change')) return void respond();
    socket.setKeyCert(next);
    socket.renegotiate({}, respond);
  };
  return startCounting(first, { maxVersion: 'TLSv1.2', secureOptions }, answer);
}

test('certs/before-any-byte: a connection that changes its certificate to one with another key carries nothing more', async () => {
  const { leaf, issuer, shown } = chain;
  const other = show(make({ by: issuer }), issuer);
  const sameKey = show(make({ by: issuer, sameKeyAs: leaf }), issuer);
  for (const [second, outcome, connections] of [
    [other, pinFailure, 2],
    [sameKey, 'ok', 1],
  ] as const) {
    const server = await startChanging(shown, second);
    const request = createRequest({ ca: chain.root.cert, connections: 1 });
    const certs = [leaf.pin];
    assert.is(await ask(request, { url: server.url, certs }), 'ok');
    assert.is(await ask(request, { url: `${server.url}change`, certs }), outcome);
    assert.is(await ask(request, { url: server.url, certs }), 'ok');
    assert.is(server.connections(), connections);
    await request.close();
    await server.close();
  }
});

test('task/abort: given up during the handshake, right pins or wrong, the connection is closed and nothing is written', async () => {
  for (const certs of [[chain.leaf.pin], [wrong]]) {
    let arrived: (() => void) | undefined;
    let closed: (() => void) | undefined;
    const greeted = new Promise<void>(resolve => (arrived = resolve));
    const left = new Promise<void>(resolve => (closed = resolve));
    // It takes the client's greeting, and never answers.
    const server = await start(
      net.createServer(socket => socket.once('data', () => arrived?.()).once('end', () => closed?.())),
    );
    const request = createRequest({ ca: chain.root.cert });
    const ended = new Promise<string>(resolve => {
      const task = request({
        url: `https://localhost:${server.port}/`,
        certs,
        fail: ({ errMsg }) => resolve(errMsg),
      });
      void greeted.then(() => task.abort());
    });
    assert.is(await ended, 'request:fail abort');
    await left;
    await request.close();
    await server.close();
  }
});

test.run();
