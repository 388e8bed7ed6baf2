import { performance } from 'node:perf_hooks';
import * as assert from 'uvu/assert';
import { suite } from '../../../scripts/testing/suite.ts';
import type { Profile } from '@wxreq/core';
import { measure } from '../src/profile.ts';
import { tell, wire, type Stamps } from './support/timing.ts';

const test = suite('browser: what the browser tells of a request');

/** Sets members of an object while this runs. */
async function having(target: object, members: object, run: () => Promise<void>): Promise<void> {
  const before = Object.keys(members).map(name => [name, Reflect.get(target, name)] as const);
  for (const [name, value] of Object.entries(members)) Reflect.set(target, name, value);
  try {
    await run();
  } finally {
    for (const [name, value] of before) Reflect.set(target, name, value);
  }
}

/** A profile on clocks that stand at 1000 (the browser's) and 50000 (the epoch's), and end at 50020. */
async function profileOf(
  stamps: Omit<Stamps, 'startTime'>,
  more = {},
): Promise<Partial<Profile> | undefined> {
  let profile: Partial<Profile> | undefined;
  let now = 50_000;
  await having(Date, { now: () => now }, () =>
    having(performance, { now: () => 1000 }, async () => {
      const request = wire(more);
      const end = measure(request);
      tell(request.url, { startTime: 1000, ...stamps });
      now = 50_020;
      profile = await end(true);
    }),
  );
  return profile;
}

const plain = {
  fetchStart: 50_001,
  domainLookUpStart: 50_001,
  domainLookUpEnd: 50_001,
  connectStart: 50_001,
  connectEnd: 50_001,
  SSLconnectionStart: 0,
  SSLconnectionEnd: 0,
  requestStart: 50_002,
  responseStart: 50_005,
  responseEnd: 50_020,
  protocol: 'http1.1',
  sendBytesCount: 0,
};

test('response/profile: whole milliseconds since the epoch, never before what has happened, never in the future', async () => {
  const stamps = { fetchStart: 1001.9, requestStart: 1002.1, responseStart: 1005.999, responseEnd: 1021 };
  assert.equal(await profileOf(stamps), plain);
});

test('response/profile: a fresh connection, TLS and sizes', async () => {
  const stamps = { fetchStart: 1001, connectEnd: 1004, secureConnectionStart: 1002, responseEnd: 1006 };
  assert.equal(await profileOf({ ...stamps, protocol: 'h2', size: 7 }, { body: new Uint8Array(3) }), {
    ...plain,
    ...{ connectEnd: 50_004, SSLconnectionStart: 50_002, SSLconnectionEnd: 50_004, socketReused: false },
    ...{ requestStart: 50_004, responseStart: 50_004, responseEnd: 50_006 },
    ...{ protocol: 'h2', sendBytesCount: 3, receivedBytedCount: 7 },
  });
});

test('response/profile: redirects have their times, and what was sent over all of them is not known', async () => {
  const stamps = { redirectStart: 1001, redirectEnd: 1003, fetchStart: 1003, protocol: '' };
  const at = 50_003;
  assert.equal(await profileOf(stamps), {
    ...{
      SSLconnectionStart: 0,
      SSLconnectionEnd: 0,
      redirectStart: 50_001,
      redirectEnd: at,
      fetchStart: at,
      domainLookUpStart: at,
      domainLookUpEnd: at,
    },
    ...{ connectStart: at, connectEnd: at, requestStart: at, responseStart: at, responseEnd: at },
  });
});

test('response/profile: what it tells late of an earlier request, or of another address, is not taken', async () => {
  const request = wire();
  const end = measure(request);
  const now = performance.now();
  tell(request.url, { startTime: now - 1000, size: 1 });
  tell(wire().url, { startTime: now, size: 2 });
  tell(request.url, { startTime: now, size: 7 });
  assert.is((await end(true))?.receivedBytedCount, 7);
});

test('response/profile: what looks like two is not taken for one', async () => {
  const request = wire();
  const end = measure(request);
  for (const size of [7, 8]) tell(request.url, { startTime: performance.now(), size });
  assert.is(await end(true), undefined);
});

test('response/profile: what the browser tells a turn after the body is waited for', async () => {
  const request = wire();
  const profile = measure(request)(true);
  tell(request.url, { startTime: performance.now(), size: 7 });
  assert.is((await profile)?.receivedBytedCount, 7);
});

test('response/profile: what it never tells is not: the request ends all the same, also where timers are fakes', async () => {
  await having(globalThis, { setTimeout: () => 0 }, async () => {
    assert.is(await measure(wire())(true), undefined);
  });
});

test('response/profile: nobody waits where a request has failed: the same address asked again has its own', async () => {
  const request = wire();
  void measure(request)(false);
  const again = measure(request);
  tell(request.url, { startTime: performance.now(), size: 7 });
  assert.is((await again(true))?.receivedBytedCount, 7);
});

test('response/profile: where a browser tells nothing there is none', async () => {
  // Loaded anew: the module above has its observer already.
  const anew: typeof import('../src/profile.ts') = await import(`../src/profile.ts?${String(Date.now())}`);
  await having(globalThis, { PerformanceObserver: undefined }, async () => {
    assert.is(await anew.measure(wire())(true), undefined);
  });
});

test.run();
