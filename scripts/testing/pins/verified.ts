import * as assert from 'uvu/assert';
import { startCounting } from '../../../packages/node/test/support/counting.ts';
import { make, makeChain, show } from '../../../packages/node/test/support/openssl.ts';
import type { Chain, Made } from '../../../packages/node/test/support/openssl.ts';
import { suite } from '../suite.ts';
import { startRuntime } from './client.ts';
import type { Runtime } from './client.ts';
import { pinFailure } from './subject.ts';
import type { Subject } from './subject.ts';

type Issue = (chain: Chain) => Made;

const bad: readonly (readonly [what: string, issue: Issue, says: string])[] = [
  ['that has expired', ({ issuer }) => make({ by: issuer, days: -1 }), '-201:net::ERR_CERT_DATE_INVALID'],
  [
    'for another host',
    ({ issuer }) => make({ by: issuer, hosts: ['other.test'] }),
    '-200:net::ERR_CERT_COMMON_NAME_INVALID',
  ],
  [
    'of an unknown authority',
    () => make({ by: make({ name: 'Stranger', authority: true }) }),
    '-202:net::ERR_CERT_AUTHORITY_INVALID',
  ],
  ['that signed itself', () => make({}), '-202:net::ERR_CERT_AUTHORITY_INVALID'],
];

const decoys: readonly (readonly [what: string, issue: Issue])[] = [
  ['of another authority', () => make({ name: 'Another', authority: true })],
  ['of the same authority', ({ issuer }) => make({ by: issuer })],
  ["of the leaf's own name", ({ issuer, leaf }) => make({ authority: true, by: issuer, idOf: leaf })],
  ["of the issuer's name and id", ({ issuer, root }) => twin(issuer, root)],
  ["of the issuer's name and id, by itself", ({ issuer }) => twin(issuer)],
  ["of the root's name and id", ({ root }) => twin(root)],
];

/** Another key under an authority's name and key identifier. */
function twin(authority: Made, by?: Made): Made {
  return make({ name: authority.name, idOf: authority, authority: true, ...(by && { by }) });
}

/** SPEC certs/match: pins come on top of the ordinary verification, and what is merely sent along does not count. */
export function pinsAndCertificates(subject: Subject): void {
  const test = suite(`${subject.name}: pins and certificates`, { deadlineMs: 30_000 });
  let chain: Chain;
  let runtime: Runtime;
  let careless: Runtime;

  test.before(() => {
    chain = makeChain();
    runtime = startRuntime(subject.name, subject.module);
    careless = startRuntime(subject.name, subject.module, {
      NODE_TLS_REJECT_UNAUTHORIZED: '0',
      NODE_NO_WARNINGS: '1',
    });
  });
  test.after(async () => {
    await Promise.all([runtime.stop(), careless.stop()]);
  });

  for (const [what, issue, says] of bad) {
    test(`certs/match: a right pin does not excuse a certificate ${what}, NODE_TLS_REJECT_UNAUTHORIZED=0 neither`, async () => {
      const leaf = issue(chain);
      const server = await startCounting(show(leaf, chain.issuer));
      for (const process of [runtime, careless]) {
        const client = process.createClient({ ca: chain.root.cert });
        const told = await client.ask({ url: server.url, method: 'POST', data: 'secret', certs: [leaf.pin] });
        assert.equal(told, { errMsg: `request:fail ${subject.says?.[says] ?? says}`, errno: 600001 });
        await client.close();
      }
      await server.quiet();
      assert.is(server.bytes(), 0);
      // Whether the setting is in force: without pins it lets the certificate pass.
      const unpinned = careless.createClient({ ca: chain.root.cert });
      const { data } = await unpinned.ask({ url: server.url });
      assert.is(data === 'ok', subject.readsRejectUnauthorized);
      await unpinned.close();
      await server.close();
    });
  }

  for (const [what, issue] of decoys) {
    test(`certs/match: a certificate ${what} that is merely sent along does not count, wherever it stands (CVE-2016-2402)`, async () => {
      const decoy = issue(chain);
      const { leaf, issuer, root } = chain;
      // Trusted itself, the issuer is verified whatever bears its name.
      const client = runtime.createClient({ ca: [root.cert, issuer.cert] });
      for (const along of [
        [issuer, decoy],
        [decoy, issuer],
      ]) {
        const server = await startCounting(show(leaf, ...along));
        const { errMsg, cause } = await client.ask({ url: server.url, certs: [decoy.pin] });
        assert.equal([errMsg, cause?.presented.includes(decoy.pin)], [pinFailure, false]);
        await server.quiet();
        assert.is(server.bytes(), 0);
        assert.equal(await client.ask({ url: server.url, certs: [decoy.pin, leaf.pin] }), { data: 'ok' });
        await server.close();
      }
      await client.close();
    });
  }

  test.run();
}
