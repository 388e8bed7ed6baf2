import * as assert from 'uvu/assert';
import { holds, judge } from '../demo/judge.mjs';
import { watch } from '../demo/watch.mjs';
import { suite } from '../testing/suite.ts';

const test = suite('demo: judge');

type Callbacks = Record<'success' | 'fail' | 'complete', (result: object) => void>;

const seen = { call: 'GET https /', header: {}, body: '' };
const result = { data: 1, statusCode: 200 };
const expected = { saw: [seen], calls: [{ events: ['success', 'complete'], result }] };
const task = {
  abort() {},
  onHeadersReceived() {},
  offHeadersReceived() {},
  onChunkReceived() {},
  offChunkReceived() {},
};

/** Which claims fail where `request` does this with its callbacks, and the server saw this. */
async function wrong(
  behave: (callbacks: Callbacks) => void,
  { saw = [seen], isLater = true } = {},
): Promise<string[]> {
  const { request, calls } = watch(
    (callbacks: Callbacks) => {
      if (isLater) void Promise.resolve().then(() => behave(callbacks));
      else behave(callbacks);
      return task;
    },
    () => {},
  );
  request({});
  await calls[0]?.ended;
  return judge(expected, calls, saw)
    .filter(claim => !holds(claim))
    .map(claim => claim.about);
}

function behaves({ success, complete }: Callbacks): void {
  const own = { ...result, profile: { fetchStart: 1 } };
  success(own);
  complete(own);
}

test('finds nothing wrong with a request as it should be', async () => {
  assert.equal(await wrong(behaves), []);
});

test('finds an ending within the call', async () => {
  assert.equal(await wrong(behaves, { isLater: false }), ['order']);
});

test('finds another object for complete than for success', async () => {
  const behaviour = ({ success, complete }: Callbacks) => {
    success({ ...result });
    complete({ ...result });
  };
  assert.equal(await wrong(behaviour), ['order']);
});

test('finds an ending that comes twice', async () => {
  const behaviour = (callbacks: Callbacks) => {
    callbacks.success(result);
    behaves(callbacks);
  };
  assert.equal(await wrong(behaviour), ['order']);
});

test('finds a field too many, a field too few, and fail in the place of success', async () => {
  const ends = (own: object) => (callbacks: Callbacks) => {
    callbacks.success(own);
    callbacks.complete(own);
  };
  assert.equal(await wrong(ends({ ...result, more: 1 })), ['success']);
  assert.equal(await wrong(ends({ data: 1 })), ['success']);
  const fails = ({ fail, complete }: Callbacks) => {
    fail(result);
    complete(result);
  };
  assert.equal(await wrong(fails), ['success', 'order']);
});

test('finds what the server did not see, saw twice, or saw differently', async () => {
  assert.equal(await wrong(behaves, { saw: [] }), ['server']);
  assert.equal(await wrong(behaves, { saw: [seen, seen] }), ['server']);
  assert.equal(await wrong(behaves, { saw: [{ ...seen, body: 'x' }] }), ['server']);
});

test.run();
