import * as assert from 'uvu/assert';
import { suite } from '../../../scripts/testing/suite.ts';
import { Refusal, toFailResult, toFailure, TransportError } from '../src/errors.ts';
import { abort, interrupted, timeout, unknown, url, type FailureKind } from '../src/words.ts';
import { createRequest } from '../src/request.ts';
import { byHand, bytes, serving } from './support/adapters.ts';
import { failure, recorded, settled } from './support/calls.ts';

const words: Record<FailureKind, readonly [errMsg: string, errno?: number]> = {
  abort: ['request:fail abort'],
  timeout: ['request:fail timeout', 5],
  interrupted: ['request:fail interrupted', 600003],
  options: ['request:fail parameter error: DETAIL', 1001],
  url: ['request:fail invalid url "DETAIL"', 600009],
  method: ['request:fail method is invalid', 600005],
  unsupported: ['request:fail DETAIL is not supported on this platform', 100],
  stringify: ['request:fail fail to stringify data', 600010],
  'data-type': ['request:fail data should not be DETAIL', 600010],
  header: ['request:fail invalid header "DETAIL"', 600005],
  certs: ['request:fail invalid certs DETAIL', 600005],
  domain: ['request:fail url not in domain list', 600002],
  'redirect-domain': ['request:fail redirect url not in domain list:DETAIL', 600002],
  redirects: ['request:fail reach the max redirect count DETAIL', 600008],
  size: ['request:fail response exceeds the size limit', 602300],
  dns: ['request:fail -105:net::ERR_NAME_NOT_RESOLVED', 600001],
  refused: ['request:fail -102:net::ERR_CONNECTION_REFUSED', 600001],
  reset: ['request:fail -101:net::ERR_CONNECTION_RESET', 600001],
  unreachable: ['request:fail -109:net::ERR_ADDRESS_UNREACHABLE', 600001],
  'connect-timeout': ['request:fail -118:net::ERR_CONNECTION_TIMED_OUT', 600001],
  proxy: ['request:fail -130:net::ERR_PROXY_CONNECTION_FAILED', 600001],
  tunnel: ['request:fail -111:net::ERR_TUNNEL_CONNECTION_FAILED', 600001],
  'cert-name': ['request:fail -200:net::ERR_CERT_COMMON_NAME_INVALID', 600001],
  'cert-date': ['request:fail -201:net::ERR_CERT_DATE_INVALID', 600001],
  'cert-authority': ['request:fail -202:net::ERR_CERT_AUTHORITY_INVALID', 600001],
  cert: ['request:fail -207:net::ERR_CERT_INVALID', 600001],
  tls: ['request:fail ssl hand shake error', 600001],
  protocol: ['request:fail -320:net::ERR_INVALID_RESPONSE', 600001],
  'head-size': ['request:fail -325:net::ERR_RESPONSE_HEADERS_TOO_BIG', 600001],
  encoding: ['request:fail -330:net::ERR_CONTENT_DECODING_FAILED', 600001],
  pin: ['request:fail certificate pinning failure', 600001],
  unknown: ['request:fail network error', 600000],
};
const own = { abort, timeout, interrupted };
const kinds = Object.keys(words) as FailureKind[];
const shown = ([errMsg, errno]: readonly [string, (number | undefined)?]) =>
  errno === undefined ? { errMsg } : { errMsg, errno };

const test = suite('core: failures');

for (const kind of kinds) {
  test(`${kind}: ${words[kind].join(', ')}`, () => {
    const cause = new Error('the engine');
    const result = toFailResult(
      kind === 'abort' || kind === 'timeout' || kind === 'interrupted'
        ? new Refusal(own[kind], 'DETAIL', cause)
        : new TransportError(kind, cause, 'DETAIL'),
    );
    assert.equal(result, shown(words[kind]));
    assert.equal(Object.keys(result), Object.keys(shown(words[kind])));
    assert.is(result.cause, cause);
    assert.is(JSON.stringify(result), JSON.stringify(shown(words[kind])));
    assert.equal(Object.getOwnPropertyDescriptor(result, 'cause'), {
      ...{ value: cause, enumerable: false, writable: false, configurable: true },
    });
  });
}

const flags = ['abort', 'timeout', 'interrupted'];

for (const kind of kinds.filter(kind => !flags.includes(kind))) {
  test(`what an adapter calls ${kind} is told so, before the head and behind it`, async () => {
    const cause = new Error('the engine');
    for (const early of [true, false]) {
      const { adapter, hands } = byHand();
      const { told, names } = recorded(createRequest(adapter));
      await settled();
      if (!early) {
        hands[0]?.sink.head({ status: 200, headers: [] });
        hands[0]?.sink.chunk(bytes('x'));
      }
      hands[0]?.fail(new TransportError(kind, cause));
      await settled();
      assert.is(names(), early ? 'fail complete' : 'headersReceived chunkReceived fail complete');
      const result = told.at(-1)?.[1] as { errMsg: string; cause: unknown };
      assert.equal(result, shown([words[kind][0].replace('DETAIL', ''), words[kind][1]] as const));
      assert.is(result.cause, cause);
    }
  });
}

test('a detail stands in the message as it is', () => {
  for (const detail of ['%', '$&', '$1 $$ %%', '"']) {
    assert.is(toFailResult(new Refusal(url, detail)).errMsg, `request:fail invalid url "${detail}"`);
  }
});

test('where no detail is given, nothing stands in its place', () => {
  for (const failure of [new Refusal(url), new TransportError('url'), toFailure('text', url)]) {
    assert.is(toFailResult(failure).errMsg, 'request:fail invalid url ""');
  }
});

test('failures of one kind are objects of their own', () => {
  assert.is.not(toFailResult(new TransportError('dns')), toFailResult(new TransportError('dns')));
});

test('an adapter with its own copy of TransportError is understood: by shape, not by class', async () => {
  const { kind, words: said } = new TransportError('dns');
  const error = Object.assign(new Error('a copy'), { kind, words: said, cause: 'mine' });
  const result = await failure(createRequest(serving(() => ({ error })).adapter));
  assert.equal([result, result.cause], [shown(words.dns), 'mine']);
});

const revoked = Proxy.revocable({}, {});
revoked.revoke();

for (const [what, error] of [
  ['an Error', new Error('x')],
  ['text', 'dns'],
  ['null', null],
  ['nothing', undefined],
  ['a kind there is not', { kind: 'nonsense' }],
  ['a kind from Object.prototype', { kind: 'toString' }],
  ['a kind that is no text', { kind: { toString: () => 'dns' } }],
  ['words that are no list', Object.assign(new Error('x'), { words: 'dns' })],
  ['words of what is no Error', { words: ['dns', 1] }],
  ['a getter that throws', Object.defineProperty({}, 'kind', { get: () => JSON.parse('x') })],
  [
    'a cause whose getter throws',
    Object.defineProperty({ kind: 'dns' }, 'cause', { get: () => JSON.parse('x') }),
  ],
  ['a revoked proxy', revoked.proxy],
] as const) {
  test(`whatever else an adapter rejects with is unknown: ${what}`, async () => {
    const { adapter, hands } = byHand();
    const { told } = recorded(createRequest(adapter));
    await settled();
    hands[0]?.fail(error);
    await settled();
    const result = told[0]?.[1] as { cause: unknown };
    assert.equal(Object.entries(result), [
      ['errMsg', words.unknown[0]],
      ['errno', 600000],
    ]);
    assert.is(result.cause, error);
  });
}

test('TransportError is an Error that keeps its kind and cause', () => {
  const cause = new Error('x');
  const error = new TransportError('dns', cause);
  assert.ok(error instanceof Error);
  assert.equal([error.name, error.message, error.kind, error.cause], ['TransportError', 'dns', 'dns', cause]);
  assert.equal(toFailure(error, unknown), { words: error.words, detail: '', cause });
});

test.run();
