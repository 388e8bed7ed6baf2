import { AsyncLocalStorage, AsyncResource } from 'node:async_hooks';
import * as assert from 'uvu/assert';
import { suite } from '../../../scripts/testing/suite.ts';
import type { Adapter } from '../src/adapter.ts';
import type { RequestTask } from '../src/api.ts';
import type { Host } from '../src/host.ts';
import { createRequest } from '../src/request.ts';
import { byHand, bytes, supports } from './support/adapters.ts';
import { loose, settled } from './support/calls.ts';
import { fakeTime } from './support/fake-time.ts';

const users = new AsyncLocalStorage<string>();
const capture = (): ((run: () => void) => void) => {
  const resource = new AsyncResource('test');
  return run => {
    resource.runInAsyncScope(run);
  };
};

/** A world where every event comes from nobody's context, and all that is run writes down whose it runs in. */
function world(host: Host = {}, more: Partial<Adapter> = {}) {
  const seen: string[] = [];
  const see = (name: string): unknown => seen.push(`${name}: ${users.getStore() ?? 'nobody'}`);
  const { adapter, hands } = byHand();
  const request = createRequest(
    {
      ...adapter,
      capture,
      send(wire, sink) {
        see(`send ${wire.url}`);
        return adapter.send(wire, sink);
      },
      ...more,
    },
    { onCallbackError: error => see(`error ${String(error)}`), ...host },
  );
  const as = (user: string, options: object = {}): RequestTask =>
    users.run(user, () => {
      const url = `https://h/${user}`;
      const callbacks = {
        success: () => see('success'),
        fail: () => see('fail'),
        complete: () => see('complete'),
      };
      const task = loose(request, { url, ...callbacks, ...options });
      task.onHeadersReceived(() => see('head'));
      task.onChunkReceived(() => see('chunk'));
      return task;
    });
  /** What has been seen since the last time. */
  const since = (): string[] => seen.splice(0);
  return { request, hands, as, since, see };
}

const head = { status: 200, headers: [] };
const outside = (run: () => void): Promise<void> => users.run('a stranger', () => (run(), settled()));

const test = suite('core: async context');

test('call/async-context: everything of a request runs in the context of its call', async () => {
  const { as, hands, since } = world();
  as('ann');
  as('bob');
  await settled();
  await outside(() => {
    hands[1]?.sink.head(head);
    hands[0]?.sink.head(head);
    hands[1]?.sink.chunk(bytes('x'));
    hands[1]?.end();
    hands[0]?.fail(new Error('x'));
  });
  assert.equal(since(), [
    ...['send https://h/ann: ann', 'send https://h/bob: bob', 'head: bob', 'head: ann', 'chunk: bob'],
    ...['success: bob', 'complete: bob', 'fail: ann', 'complete: ann'],
  ]);
});

test('call/async-context: also where it waited for another to end', async () => {
  const { as, hands, since } = world({ maxConcurrent: 1 });
  const ann = as('ann');
  as('bob');
  as('cem');
  await settled();
  assert.equal(since(), ['send https://h/ann: ann']);
  await outside(() => ann.abort());
  assert.equal(since().sort(), ['complete: ann', 'fail: ann', 'send https://h/bob: bob']);
  await outside(() => hands[1]?.fail(new Error('x')));
  assert.equal(since().sort(), ['complete: bob', 'fail: bob', 'send https://h/cem: cem']);
});

test('call/async-context: also where it was redirected, aborted, interrupted or refused', async () => {
  const { as, hands, since, request } = world();
  const ann = as('ann');
  as('bob');
  as('cem', { url: 'nonsense' });
  await settled();
  const sent = ['send https://h/ann: ann', 'send https://h/bob: bob'];
  assert.equal(since().sort(), ['complete: cem', 'fail: cem', ...sent]);
  await outside(() => hands[0]?.sink.head({ status: 302, headers: [['location', '/next']] }));
  await outside(() => ann.abort());
  await outside(() => request.interrupt());
  assert.equal(since(), [
    'send https://h/next: ann',
    'fail: ann',
    'complete: ann',
    'fail: bob',
    'complete: bob',
  ]);
});

test('call/async-context: also where it was timed out', async () => {
  const time = fakeTime();
  try {
    const { as, since } = world();
    as('ann', { timeout: 5 });
    await time.pass(0);
    since();
    await users.run('a stranger', () => time.pass(5));
    assert.equal(since(), ['fail: ann', 'complete: ann']);
  } finally {
    time.restore();
  }
});

test('call/async-context: what the host is told, it is told there too', async () => {
  const { as, hands, since, see, request } = world(
    { onNotice: clause => void see(`notice ${clause}`) },
    { supports: { ...supports, setCookie: false } },
  );
  const ann = as('ann', {
    success: () => {
      throw 'mine';
    },
  });
  ann.onHeadersReceived(() => {
    throw 'head';
  });
  users.run('bob', () => loose(request, null));
  await settled();
  await outside(() => {
    hands[0]?.sink.head(head);
    hands[0]?.end();
  });
  assert.equal(
    since().filter(line => /error|notice/.test(line)),
    ['error [object Object]: bob', 'notice response/cookies: ann', 'error head: ann', 'error mine: ann'],
  );
});

test("call/async-context: the host's rewriteUrl, for each hop", async () => {
  const rewriteUrl = (url: string): string => `${url}?${users.getStore() ?? 'nobody'}`;
  const { as, hands } = world({ rewriteUrl });
  as('ann');
  await settled();
  await outside(() => hands[0]?.sink.head({ status: 302, headers: [['location', '/next']] }));
  assert.equal(
    hands.map(({ wire }) => wire.url),
    ['https://h/ann?ann', 'https://h/next?ann'],
  );
});

test("header/values: a header function of the host runs in the caller's context", async () => {
  const { as, hands } = world({ header: () => ({ user: users.getStore() }), maxConcurrent: 1 });
  as('ann');
  as('bob');
  await settled();
  await outside(() => hands[0]?.fail(new Error('x')));
  assert.equal(
    hands.map(({ wire }) => Object.fromEntries(wire.headers)['user']),
    ['ann', 'bob'],
  );
});

test('without a capture, an adapter runs callbacks where it is', async () => {
  const { adapter, hands } = byHand();
  const seen: unknown[] = [];
  const request = createRequest(adapter);
  users.run('ann', () => request({ url: 'https://h' }).onHeadersReceived(() => seen.push(users.getStore())));
  await settled();
  await outside(() => hands[0]?.sink.head(head));
  assert.equal(seen, ['a stranger']);
});

test.run();
