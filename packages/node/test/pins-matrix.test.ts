import { PinMismatch } from '@wxreq/core/pins';
import * as assert from 'uvu/assert';
import { suite } from '../../../scripts/testing/suite.ts';
import { createRequest } from '../src/create.ts';
import { ask, askInVain, pinFailure } from './support/asking.ts';
import { startCounting } from './support/counting.ts';
import type { Counting } from './support/counting.ts';
import { make, makeChain, show, wrong } from './support/openssl.ts';
import type { Chain, KeyType } from './support/openssl.ts';

const keyTypes: readonly KeyType[] = ['RSA', 'P-256', 'Ed25519'];
const versions = ['TLSv1.2', 'TLSv1.3'] as const;
const chains = new Map<KeyType, Chain>();

function chainOf(type: KeyType): Chain {
  const chain = chains.get(type) ?? makeChain(type);
  chains.set(type, chain);
  return chain;
}

for (const type of keyTypes) {
  for (const version of versions) {
    const test = suite(`node: pins, ${type} over ${version}`, { deadlineMs: 30_000 });
    let chain: Chain;
    let server: Counting;

    test.before(() => {
      chain = chainOf(type);
    });
    test.before.each(async () => {
      server = await startCounting(chain.shown, { minVersion: version, maxVersion: version });
    });
    test.after.each(() => server.close());
    const client = () => createRequest({ ca: chain.root.cert });

    test("certs/match: the leaf's pin passes, one of several, its issuer's, the root's", async () => {
      const request = client();
      const { leaf, issuer, root } = chain;
      for (const certs of [[leaf.pin], [wrong, leaf.pin], [issuer.pin], [root.pin, wrong]])
        assert.is(await ask(request, { url: server.url, certs }), 'ok');
      await request.close();
    });

    test('certs/before-any-byte: with a wrong pin no byte of the request is written, and the connection is closed', async () => {
      const request = client();
      const { leaf, issuer, root } = chain;
      const data = 'x'.repeat(5000);
      const asking = { url: server.url, method: 'POST', data, certs: [wrong] } as const;
      for (const failure of await Promise.all([1, 2, 3].map(() => askInVain(request, asking)))) {
        assert.equal(failure, { errMsg: pinFailure, errno: 600001 });
        assert.instance(failure.cause, PinMismatch);
        const { host, asked, presented } = Object(failure.cause);
        assert.equal([host, asked], [`localhost:${server.port}`, [[wrong]]]);
        assert.equal(presented, [leaf.pin, issuer.pin, root.pin]);
      }
      await server.quiet();
      assert.equal([server.connections() > 0, server.bytes()], [true, 0]);
      // The count can count.
      assert.is(await ask(request, { ...asking, certs: [leaf.pin] }), 'ok');
      assert.ok(server.bytes() > 5000);
      await request.close();
    });

    test('certs/before-any-byte: no session is resumed, however often it is asked, and a wrong pin fails each time', async () => {
      const request = client();
      for (let round = 0; round < 4; round += 1) {
        assert.is(await ask(request, { url: server.url }), 'ok');
        for (const socket of server.sockets) socket.destroy();
        await server.quiet();
        // The next connection would be resumed, if it could.
        const before = server.resumed();
        assert.is(await ask(request, { url: server.url, certs: [wrong] }), pinFailure);
        assert.is(await ask(request, { url: server.url, certs: [chain.leaf.pin] }), 'ok');
        for (const socket of server.sockets) socket.destroy();
        await server.quiet();
        assert.is(await ask(request, { url: server.url, certs: [wrong, chain.leaf.pin] }), 'ok');
        assert.is(server.resumed(), before);
        for (const socket of server.sockets) socket.destroy();
        await server.quiet();
      }
      // Requests without pins do resume: there was something to refuse.
      assert.ok(server.resumed() > 0);
      await request.close();
    });

    test('certs/before-any-byte: connections opened without pins, or with others, are not used', async () => {
      const request = client();
      const { leaf, issuer } = chain;
      const all = [undefined, [leaf.pin], [issuer.pin], [leaf.pin, issuer.pin]];
      for (const certs of all)
        assert.is(await ask(request, { url: server.url, ...(certs && { certs }) }), 'ok');
      assert.equal([server.connections(), server.sockets.size], [all.length, all.length]);
      const bytes = server.bytes();
      assert.is(await ask(request, { url: server.url, certs: [wrong] }), pinFailure);
      assert.is(server.bytes(), bytes);
      // Those with the same pins are, in whatever order they are written.
      assert.is(await ask(request, { url: server.url, certs: [issuer.pin, leaf.pin] }), 'ok');
      assert.is(server.connections(), all.length + 1);
      await request.close();
    });

    test('fifty at once, half of them wrong: each gets its own answer, and only the right ones arrive', async () => {
      const request = client();
      const pins = Array.from({ length: 50 }, (_, index) => (index % 2 === 0 ? chain.leaf.pin : wrong));
      const answers = await Promise.all(pins.map(pin => ask(request, { url: server.url, certs: [pin] })));
      assert.equal(
        answers,
        pins.map(pin => (pin === wrong ? pinFailure : 'ok')),
      );
      assert.is(server.requests(), 25);
      await request.close();
    });

    test('a new certificate with the same key passes on a running client, one with another key does not', async () => {
      const request = client();
      const { leaf, issuer } = chain;
      const certs = [leaf.pin];
      assert.is(await ask(request, { url: server.url, certs }), 'ok');
      server.swap(show(make({ sameKeyAs: leaf, by: issuer }), issuer));
      await server.quiet();
      assert.is(await ask(request, { url: server.url, certs }), 'ok');
      const next = make({ type, by: issuer });
      server.swap(show(next, issuer));
      await server.quiet();
      const bytes = server.bytes();
      assert.is(await ask(request, { url: server.url, certs }), pinFailure);
      assert.is(server.bytes(), bytes);
      // A backup pin is what carries over.
      assert.is(await ask(request, { url: server.url, certs: [leaf.pin, next.pin] }), 'ok');
      await request.close();
    });

    test.run();
  }
}
