import * as assert from 'uvu/assert';
import { suite } from '../../../scripts/testing/suite.ts';
import { TransportError } from '../src/errors.ts';
import { createRequest } from '../src/request.ts';
import { byHand } from './support/adapters.ts';
import { recorded, settled } from './support/calls.ts';
import { describe, make, scene, type Scene } from './support/scene.ts';

const test = suite('core: what an adapter may do');

test('an adapter whose send ends in null ends the request too', async () => {
  const call = recorded(
    createRequest({
      ...byHand().adapter,
      send(_, sink) {
        sink.head({ status: 200, headers: [] });
        return Promise.resolve(null as never);
      },
    }),
  );
  await settled();
  assert.is(call.names(), 'headersReceived success complete');
});

test('an adapter that throws instead of rejecting fails the request', async () => {
  const request = createRequest({
    ...byHand().adapter,
    send() {
      throw new TransportError('refused');
    },
  });
  const { told: heard } = recorded(request);
  assert.equal(heard, []);
  await settled();
  assert.equal(
    heard.map(([name, result]) => name + describe(result)),
    ['fail', 'complete'].map(name => `${name} request:fail -102:net::ERR_CONNECTION_REFUSED`),
  );
});

test('a cancel hook runs once where the request is cancelled, and never once it has ended by itself', async () => {
  for (const [end, cancels] of [
    [({ call }: Scene) => call.task.abort(), 1],
    [({ request }: Scene) => request.interrupt(), 1],
    [({ hand }: Scene) => hand?.end(), 0],
    [({ hand }: Scene) => hand?.fail(new TransportError('reset')), 0],
  ] as const) {
    for (const state of ['sent', 'receiving'] as const) {
      const made = await scene(state, {});
      end(made);
      await settled();
      made.call.task.abort();
      await settled();
      made.call.task.abort();
      made.request.interrupt();
      assert.is(made.hand?.cancels, cancels, `${state} ${String(end)}`);
    }
  }
});

test('a cancel hook that comes after the cancel runs at once', async () => {
  const { call, hand } = await scene('sent', {});
  call.task.abort();
  let late = 0;
  hand?.sink.onCancel(() => (late += 1));
  assert.is(late, 1);
});

test('a cancel hook that comes late is not run where nothing was cancelled: behind a redirect, behind the end', async () => {
  for (const over of ['redirect', 'end'] as const) {
    const { hand, call, ...rest } = await scene(over === 'end' ? 'receiving' : 'sent', {});
    make[over]({ hand, call, ...rest });
    await settled();
    let late = 0;
    hand?.sink.onCancel(() => (late += 1));
    assert.is(late, 0, over);
  }
});

test('a cancel hook that throws changes nothing', async () => {
  const { call, hand } = await scene('sent', {});
  hand?.sink.onCancel(() => {
    throw new Error('from the adapter');
  });
  call.task.abort();
  hand?.sink.onCancel(() => {
    throw new Error('from the adapter, later');
  });
  await settled();
  assert.is(call.names(), 'fail complete');
});

test.run();
