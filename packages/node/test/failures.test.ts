import * as assert from 'uvu/assert';
import { suite } from '../../../scripts/testing/suite.ts';
import { kindOf, mark } from '../src/failures.ts';

const test = suite('node: errors and their kinds');

const coded = (code: string): Error => Object.assign(new Error('of Node'), { code });

test('a code that is not listed goes by its family, and of no family it is unknown', () => {
  const kinds = [
    'HPE_INVALID_VERSION',
    'ERR_HTTP2_STREAM_ERROR',
    'ERR_SSL_NO_CIPHER',
    'ERR_TLS_X',
    'EWHAT',
    'toString',
  ];
  assert.equal(
    kinds.map(code => kindOf(coded(code))),
    ['protocol', 'protocol', 'tls', 'tls', 'unknown', 'unknown'],
  );
});

test('of several addresses the first one says why, with a code of all or without', () => {
  const errors = [coded('ECONNREFUSED'), coded('ENETUNREACH')];
  assert.is(kindOf(new AggregateError(errors)), 'refused');
  assert.is(kindOf(Object.assign(new AggregateError(errors), { code: 'ETIMEDOUT' })), 'refused');
});

test('what is marked is what it was marked as; what is no Error is unknown', () => {
  assert.is(kindOf(mark(coded('ECONNRESET'), 'proxy')), 'proxy');
  for (const odd of [undefined, 'ECONNRESET', { code: 'ECONNRESET' }]) assert.is(kindOf(odd), 'unknown');
});

test.run();
