import * as assert from 'uvu/assert';
import { suite } from '../../../../scripts/testing/suite.ts';
import type { Profile } from '../../src/index.ts';
import { request } from '../../src/index.ts';
import { ask, otherOrigin, tracked } from './ask.ts';

const test = suite(`page: profile, ${location.protocol}`);

/** What only the browser can have measured. */
function measured(profile: Partial<Profile> | undefined): Partial<Profile> | undefined {
  return profile?.requestStart === undefined ? undefined : profile;
}

async function profileOf(url: string): Promise<Partial<Profile> | undefined> {
  const { success, fail } = await ask(request, { url });
  if (!success) throw new Error(fail?.errMsg);
  return success.profile;
}

test("the page's own server shows its times, in order, within the request", async () => {
  const before = Date.now();
  const profile = await profileOf(tracked('/slow?ms=30').url);
  const { fetchStart = 0, requestStart = 0, responseStart = 0, responseEnd = 0 } = profile ?? {};
  const times = [before, fetchStart, requestStart, responseStart, responseEnd, Date.now()];
  assert.equal(
    times,
    [...times].sort((a, b) => a - b),
  );
  assert.ok(responseStart - requestStart >= 25, `${String(responseStart - requestStart)} ms for 30`);
  assert.is(profile?.protocol, 'http1.1');
  assert.is(profile?.sendBytesCount, 0);
  assert.is(profile?.receivedBytedCount, '{"ok":true}'.length);
});

test('another server shows them only where it allows it', async () => {
  const other = await otherOrigin();
  assert.is(measured(await profileOf(tracked(`${other}/slow?ms=5`).url)), undefined);
  assert.ok(measured(await profileOf(tracked(`${other}/slow?ms=5&timing=1`).url)));
});

test('two at a time to one address cannot be told apart: no profile rather than a wrong one', async () => {
  const { url } = tracked('/slow?ms=40');
  const both = await Promise.all([profileOf(url), profileOf(url)]);
  assert.equal(both.map(measured), [undefined, undefined]);
  assert.ok(measured(await profileOf(url)), 'alone again, it has one');
});

test('the 300th request has a profile, too', async () => {
  let last: Partial<Profile> | undefined;
  for (let count = 0; count < 300; count += 1) last = await profileOf(`/text?text=${String(count)}`);
  assert.ok(measured(last));
});

test('an aborted request leaves nothing to the next one to the same address', async () => {
  const { url } = tracked('/slow?ms=40');
  await ask(request, { url }, (task, event) => {
    if (event === 'called') setTimeout(() => task.abort(), 20);
  });
  const start = Date.now();
  const profile = measured(await profileOf(url));
  if (profile) assert.ok((profile.fetchStart ?? 0) >= start, 'the times are its own');
});

test('who wants none gets none', async () => {
  const { success } = await ask(request, { url: '/text', enableProfile: false });
  assert.is(success?.profile, undefined);
});

test.run();
