import * as assert from 'uvu/assert';
import { suite } from '../../../scripts/testing/suite.ts';
import type { Hops } from '../src/adapter.ts';
import { hops } from '../src/hops.ts';
import { createRequest } from '../src/request.ts';
import { serving, supports } from './support/adapters.ts';
import { failure, settled } from './support/calls.ts';

const test = suite('core: what follows redirects');

test("one of somebody else's that throws fails the request, and its error is the cause", async () => {
  const error = new Error('of the follower');
  const broken: Hops = {
    follow() {
      throw error;
    },
  };
  for (const follow of [
    broken.follow,
    // It has thrown, and is heard no more.
    (...[send, request, traveller, course, settings]: Parameters<Hops['follow']>) => {
      hops.follow(send, request, traveller, course, settings);
      throw error;
    },
  ]) {
    const { adapter } = serving(undefined, { supports: { ...supports, hops: { follow } } });
    const result = await failure(createRequest(adapter));
    assert.equal(
      { ...result, cause: result.cause },
      { errMsg: 'request:fail network error', errno: 600000, cause: error },
    );
  }
});

test('onNotice: a failure of the second hop is told with the origin of the second', async () => {
  const { adapter } = serving(({ url }) =>
    url === 'https://h/p'
      ? { status: 302, headers: [['location', 'https://other/2']] }
      : { error: new Error() },
  );
  const told: unknown[] = [];
  await failure(createRequest(adapter, { onNotice: (...notice) => told.push(notice) }));
  await settled();
  assert.equal(told, [['failures/unknown', 'memory hides why https://other failed: no connection, or CORS']]);
});

test.run();
