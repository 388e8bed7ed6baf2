import { performance } from 'node:perf_hooks';
import * as assert from 'uvu/assert';
import { suite } from '../../../scripts/testing/suite.ts';
import type { WireRequest } from '@wxreq/core';
import { measure } from '../src/profile.ts';

const test = suite('browser: a profile that comes late');

let count = 0;

/** A request to an address of its own. */
function wire(): WireRequest {
  const rest = { headers: [], body: undefined, pins: [], profile: true, http2: false, cache: false };
  return { url: `https://h/${String((count += 1))}`, method: 'GET', ...rest };
}

/** The runtime tells that this address has been fetched just now. */
function tell(url: string): void {
  const now = performance.now();
  const connection = {
    domainLookupStartTime: now,
    domainLookupEndTime: now,
    connectionStartTime: now,
    connectionEndTime: now,
    secureConnectionStartTime: now,
    ALPNNegotiatedProtocol: 'http/1.1',
  };
  const timing = {
    startTime: now,
    postRedirectStartTime: now,
    redirectStartTime: 0,
    redirectEndTime: 0,
    finalServiceWorkerStartTime: 0,
    finalNetworkRequestStartTime: now,
    finalNetworkResponseStartTime: now,
    endTime: now,
    encodedBodySize: 7,
    decodedBodySize: 7,
    finalConnectionTimingInfo: connection,
  };
  Reflect.apply(Reflect.get(performance, 'markResourceTiming'), performance, [
    ...[timing, url, 'fetch', globalThis, ''],
    ...[{ encodedBodySize: 7, decodedBodySize: 7 }, 200, ''],
  ]);
}

test('what the browser tells a turn after the body is waited for', async () => {
  const request = wire();
  const profile = measure(request)(true);
  tell(request.url);
  assert.is((await profile)?.receivedBytedCount, 7);
});

test('what it never tells is not: the request ends all the same, also where timers are fakes', async () => {
  const real = globalThis.setTimeout;
  Reflect.set(globalThis, 'setTimeout', () => 0);
  try {
    assert.is(await measure(wire())(true), undefined);
  } finally {
    globalThis.setTimeout = real;
  }
});

test('nobody waits for the profile of a request that has failed: the same address asked again has its own', async () => {
  const request = wire();
  void measure(request)(false);
  const again = measure(request);
  tell(request.url);
  assert.is((await again(true))?.receivedBytedCount, 7);
});

test.run();
