import { TransportError } from '@wxreq/core';
import * as assert from 'uvu/assert';
import { suite } from '../../../scripts/testing/suite.ts';
import { failureKinds, toError } from '../src/failures.ts';

const test = suite('bun: errors and their kinds');

const kinds = {
  dns: ['ENOTFOUND', 'EAI_AGAIN'],
  refused: ['ECONNREFUSED', 'ConnectionRefused'],
  reset: ['ECONNRESET', 'ConnectionClosed', 'EPIPE'],
  unreachable: ['EHOSTUNREACH', 'ENETUNREACH'],
  'connect-timeout': ['ETIMEDOUT'],
  'cert-name': ['ERR_TLS_CERT_ALTNAME_INVALID'],
  'cert-date': ['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID'],
  'cert-authority': [
    ...['UNABLE_TO_GET_ISSUER_CERT', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY'],
    ...['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'SELF_SIGNED_CERT_IN_CHAIN'],
  ],
  tls: ['EPROTO'],
} as const;

for (const [kind, codes] of Object.entries(kinds)) {
  test(`${codes.join(', ')}: ${kind}, with the error as the cause`, () => {
    for (const code of codes) {
      const error = Object.assign(new Error('of Bun'), { code });
      const failure = toError(error);
      assert.instance(failure, TransportError);
      assert.equal([failure.kind, failure.cause], [kind, error], code);
    }
    assert.ok(failureKinds.some(told => told === kind));
  });
}

test('any other code, none, and what is no Error are unknown', () => {
  const coded = ['EWHAT', 'toString', 5, undefined].map(code => Object.assign(new Error(), { code }));
  for (const error of [...coded, new Error(), 'ECONNRESET', { code: 'ECONNRESET' }, undefined])
    assert.is(toError(error).kind, 'unknown');
});

test.run();
