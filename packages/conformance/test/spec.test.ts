import * as assert from 'uvu/assert';
import { suite } from '../../../scripts/testing/suite.ts';
import { clauseOf } from '../src/case.ts';
import { cases } from '../src/cases/index.ts';
import { readSpec } from './spec.ts';

const test = suite('conformance: cases and SPEC.md');
const { clauses, text } = readSpec();

test('every clause is an anchor of its own, and is read', () => {
  assert.is(clauses.size, text.match(/<a id=/g)?.length);
});

test('every case names a clause', () => {
  const stray = cases.filter(one => !clauses.has(clauseOf(one.id))).map(one => one.id);
  assert.equal(stray, []);
});

test('every case has an id of its own: the clause, then the rule in words', () => {
  const ids = cases.map(one => one.id);
  assert.equal(
    ids.filter((id, i) => ids.indexOf(id) !== i),
    [],
  );
  assert.equal(
    ids.filter(id => !/^[a-z]+\/[a-z-]+\/[a-z0-9-]+$/.test(id)),
    [],
  );
});

test('every case quotes its clause word for word', () => {
  const wrong = cases.filter(one => clauses.get(clauseOf(one.id))?.rule.includes(one.quote) === false);
  assert.equal(
    wrong.map(one => `${one.id}: ${one.quote}`),
    [],
  );
});

test("every case has one of its clause's sources", () => {
  const wrong = cases.filter(one => clauses.get(clauseOf(one.id))?.sources.includes(one.source) === false);
  assert.equal(
    wrong.map(one => `${one.id}: ${one.source}`),
    [],
  );
});

/** Clauses that cannot be judged through `request` and a server on the same machine, each with the reason. */
const unseen: Readonly<Record<string, string>> = {
  'failures/unreachable': 'needs a network without a route',
  'failures/connect-timeout': 'needs a network that swallows connections',
  'failures/proxy': 'proxies are set on the adapter, in each its own way',
  'failures/tunnel': 'proxies are set on the adapter, in each its own way',
  'failures/cert': 'which fault of a certificate is left over differs between TLS libraries',
  'host/install': 'it is about the packages, not about request; their own tests show it',
  'host/late-lookup': "it is about the code, not about the wire; the adapters' own tests show it",
  'host/quirks': "quirks break rules on purpose; core's own tests hold them against the recorded vectors",
};

test('every clause has a case, or stands on the list of those that cannot be seen', () => {
  const covered = new Set(cases.map(one => clauseOf(one.id)));
  const bare = [...clauses.keys()].filter(id => !covered.has(id));
  assert.equal(bare.sort(), Object.keys(unseen).sort());
});

test('there are as many cases as were promised', () => {
  assert.ok(cases.length >= 250, `there are ${String(cases.length)}`);
});

test.run();
