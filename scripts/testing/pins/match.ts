import * as assert from 'uvu/assert';
import { startCounting } from '../../../packages/node/test/support/counting.ts';
import { make, makeChain, show, wrong } from '../../../packages/node/test/support/openssl.ts';
import type { Chain, KeyType } from '../../../packages/node/test/support/openssl.ts';
import { suite } from '../suite.ts';
import { startRuntime } from './client.ts';
import type { Runtime } from './client.ts';
import { pinFailure } from './subject.ts';
import type { Subject } from './subject.ts';

const versions = ['TLSv1.2', 'TLSv1.3'] as const;
const keyTypes: readonly KeyType[] = ['RSA', 'P-256', 'Ed25519'];

/** SPEC §7 for each kind of key and version of TLS: what matches, and that nothing is written before. */
export function pinMatrix(subject: Subject): void {
  for (const type of keyTypes) {
    for (const version of versions) {
      const test = suite(`${subject.name}: pins, ${type} over ${version}`, { deadlineMs: 30_000 });
      let chain: Chain;
      let runtime: Runtime;
      const client = () => runtime.createClient({ ca: chain.root.cert });
      const showing = (shown = chain.shown) =>
        startCounting(shown, { minVersion: version, maxVersion: version });

      test.before(() => {
        chain = makeChain(type);
        runtime = startRuntime(subject.name, subject.module);
      });
      test.after(() => runtime.stop());

      test("certs/match: the leaf's pin passes, and one of several; an authority's where it is shown", async () => {
        const server = await showing();
        const [asking, { leaf, issuer, root }] = [client(), chain];
        for (const certs of [[leaf.pin], [wrong, leaf.pin]])
          assert.equal(await asking.ask({ url: server.url, certs }), { data: 'ok' });
        const bytes = server.bytes();
        for (const certs of [[issuer.pin], [root.pin, wrong]]) {
          const { data, errMsg } = await asking.ask({ url: server.url, certs });
          assert.is(data ?? errMsg, subject.showsChain ? 'ok' : pinFailure);
        }
        if (!subject.showsChain) assert.is(server.bytes(), bytes);
        await asking.close();
        await server.close();
      });

      test('certs/before-any-byte: with a wrong pin no byte of the request is written, and the connection is closed', async () => {
        const server = await showing();
        const [asking, { leaf, issuer, root }] = [client(), chain];
        const post = { url: server.url, method: 'POST', data: 'x'.repeat(5000) } as const;
        const presented = subject.showsChain ? [leaf.pin, issuer.pin, root.pin] : [leaf.pin];
        const host = `localhost:${server.port}`;
        for (const told of await Promise.all([1, 2, 3].map(() => asking.ask({ ...post, certs: [wrong] }))))
          assert.equal(told, {
            errMsg: pinFailure,
            errno: 600001,
            cause: {
              name: 'PinMismatch',
              message: `${host}: asked for ${wrong}; presented ${presented.join(', ')}`,
              host,
              asked: [[wrong]],
              presented,
            },
          });
        await server.quiet();
        assert.equal([server.connections() > 0, server.bytes()], [true, 0]);
        // The count can count.
        assert.equal(await asking.ask({ ...post, certs: [leaf.pin] }), { data: 'ok' });
        assert.ok(server.bytes() > 5000);
        await asking.close();
        await server.close();
      });

      test('certs/before-any-byte: no session is resumed, however often it is asked, and a wrong pin fails each time', async () => {
        const server = await showing();
        const asking = client();
        const cut = async (): Promise<void> => {
          for (const socket of server.sockets) socket.destroy();
          await server.quiet();
        };
        for (let round = 0; round < 4; round += 1) {
          assert.equal(await asking.ask({ url: server.url }), { data: 'ok' });
          await cut();
          const before = server.resumed();
          const { errMsg } = await asking.ask({ url: server.url, certs: [wrong] });
          assert.is(errMsg, pinFailure);
          assert.equal(await asking.ask({ url: server.url, certs: [chain.leaf.pin] }), { data: 'ok' });
          await cut();
          assert.equal(await asking.ask({ url: server.url, certs: [wrong, chain.leaf.pin] }), {
            data: 'ok',
          });
          assert.is(server.resumed(), before);
          await cut();
        }
        // Whether there was something to refuse.
        assert.is(server.resumed() > 0, subject.resumes);
        await asking.close();
        await server.close();
      });

      test('certs/before-any-byte: connections opened without pins, or with others, are not used', async () => {
        const server = await showing();
        const [asking, { leaf, issuer }] = [client(), chain];
        const all = [undefined, [leaf.pin], [leaf.pin, wrong], ...(subject.showsChain ? [[issuer.pin]] : [])];
        for (const certs of all)
          assert.equal(await asking.ask({ url: server.url, ...(certs && { certs }) }), { data: 'ok' });
        assert.is(server.connections(), all.length);
        const bytes = server.bytes();
        assert.is((await asking.ask({ url: server.url, certs: [wrong] })).errMsg, pinFailure);
        assert.is(server.bytes(), bytes);
        assert.equal(await asking.ask({ url: server.url, certs: [wrong, leaf.pin] }), { data: 'ok' });
        assert.is(server.connections(), all.length + (subject.keepsPinned ? 1 : 2));
        await asking.close();
        await server.close();
      });

      test('certs/before-any-byte: fifty at once, half of them wrong: only the right ones arrive', async () => {
        const server = await showing();
        const asking = client();
        const pins = Array.from({ length: 50 }, (_, index) => (index % 2 === 0 ? chain.leaf.pin : wrong));
        const told = await Promise.all(pins.map(pin => asking.ask({ url: server.url, certs: [pin] })));
        assert.equal(
          told.map(({ data, errMsg }) => data ?? errMsg),
          pins.map(pin => (pin === wrong ? pinFailure : 'ok')),
        );
        assert.is(server.requests(), 25);
        await asking.close();
        await server.close();
      });

      test('certs/match: a new certificate with the same key passes on a running client, one with another key does not', async () => {
        const server = await showing();
        const [asking, { leaf, issuer }] = [client(), chain];
        const certs = [leaf.pin];
        assert.equal(await asking.ask({ url: server.url, certs }), { data: 'ok' });
        server.swap(show(make({ sameKeyAs: leaf, by: issuer }), issuer));
        await server.quiet();
        assert.equal(await asking.ask({ url: server.url, certs }), { data: 'ok' });
        const next = make({ type, by: issuer });
        server.swap(show(next, issuer));
        await server.quiet();
        const bytes = server.bytes();
        assert.is((await asking.ask({ url: server.url, certs })).errMsg, pinFailure);
        assert.is(server.bytes(), bytes);
        assert.equal(await asking.ask({ url: server.url, certs: [leaf.pin, next.pin] }), { data: 'ok' });
        await asking.close();
        await server.close();
      });

      test.run();
    }
  }
}
