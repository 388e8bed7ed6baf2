import { X509Certificate } from 'node:crypto';
import * as assert from 'uvu/assert';
import { suite } from '../../../scripts/testing/suite.ts';
import { hasSigned, signedChain } from '../src/chain.ts';
import { make, makeChain } from './support/openssl.ts';
import type { Made } from './support/openssl.ts';

const test = suite('node: who has signed whom', { deadlineMs: 30_000 });
const read = ({ cert }: Made): X509Certificate => new X509Certificate(cert);

test('certs/match: an issuer is an authority, in its time, of that name and with that key; nobody else is', () => {
  const { root, issuer, leaf } = makeChain();
  const { name } = issuer;
  const like = { name, authority: true, by: root, sameKeyAs: issuer };
  const none: Readonly<Record<string, Made>> = {
    'an authority that has expired': make({ ...like, days: -1 }),
    'an authority of another name': make({ ...like, name: 'Somebody else' }),
    'an authority with another key': make({ name, authority: true, by: root, idOf: issuer }),
    'no authority': make({ name, by: root, sameKeyAs: issuer }),
  };
  assert.ok(hasSigned(read(issuer), read(leaf)));
  assert.ok(hasSigned(read(make(like)), read(leaf)), 'the same, issued anew');
  for (const [who, made] of Object.entries(none)) assert.not.ok(hasSigned(read(made), read(leaf)), who);
});

test('certs/match: the chain ends at the first that has not signed, whoever comes behind it', () => {
  const { root, issuer, leaf } = makeChain();
  const stranger = make({ name: issuer.name, authority: true });
  const names = (...shown: readonly Made[]): string[] =>
    signedChain(shown.map(read)).map(({ subject }) => subject.replace('CN=', ''));
  assert.equal(names(leaf, issuer, root), [leaf.name, issuer.name, root.name]);
  assert.equal(names(leaf, stranger, issuer, root), [leaf.name]);
  assert.equal(names(leaf, root), [leaf.name]);
  assert.equal(names(), []);
});

test.run();
