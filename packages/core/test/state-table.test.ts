import * as assert from 'uvu/assert';
import { suite } from '../../../scripts/testing/suite.ts';
import type { Adapter } from '../src/adapter.ts';
import { TransportError } from '../src/errors.ts';
import { next, type Event, type State } from '../src/task.ts';
import { bytes, pageSupports, supports } from './support/adapters.ts';
import { settled } from './support/calls.ts';
import { describe, make, moved, noHead, scene, type Scene } from './support/scene.ts';

const events: readonly Event[] = ['send', 'head', 'chunk', 'end', 'fail'];
/** A column for each event; `·` is an event that is dropped. */
const table: Record<State, string> = {
  queued: 'sent · · · failed',
  sent: '· receiving · · failed',
  receiving: '· · receiving succeeded failed',
  succeeded: '· · · · ·',
  failed: '· · · · ·',
};

type Deed = keyof typeof make;

const ok = 'success request:ok, complete request:ok';
const abort = 'fail request:fail abort, complete request:fail abort';
const dns =
  'fail request:fail -105:net::ERR_NAME_NOT_RESOLVED, complete request:fail -105:net::ERR_NAME_NOT_RESOLVED';
const protocol =
  'fail request:fail -320:net::ERR_INVALID_RESPONSE, complete request:fail -320:net::ERR_INVALID_RESPONSE';

/** What the developer is told at once or later, for the cells that are not empty; how many exchanges there are then. */
const told: Partial<Record<`${State} ${Deed}`, readonly [told: string, exchanges: number]>> = {
  'queued abort': [abort, 1],
  'sent redirect': ['', 2],
  'sent head': ['headersReceived', 1],
  'sent end': [protocol, 1],
  'sent error': [dns, 1],
  'sent abort': [abort, 1],
  'receiving chunk': ['chunkReceived', 1],
  'receiving end': [ok, 1],
  'receiving error': [dns, 1],
  'receiving abort': [abort, 1],
};

/** Core follows redirects, or the runtime. */
const runtimes: Readonly<Record<string, Partial<Adapter>>> = {
  'on a server': { supports },
  'in a page': { supports: pageSupports },
};

const test = suite('core: the states of a request');

for (const [state, row] of Object.entries(table) as [State, string][]) {
  for (const [column, cell] of row.split(' ').entries()) {
    const event = events[column] ?? 'send';
    test(`${state}: ${event} leads to ${cell}`, () => {
      assert.is(next(state, event), cell === '·' ? undefined : cell);
    });
  }
  for (const [deed, happens] of Object.entries(make) as [Deed, (scene: Scene) => void][]) {
    // An adapter has no hand in a request that waits for its slot.
    if (state === 'queued' && deed !== 'abort') continue;
    for (const [runtime, more] of Object.entries(runtimes)) {
      // Where the runtime follows redirects, a head is a head.
      if (deed === 'redirect' && more.supports?.hops === undefined) continue;
      test(`a developer sees it: ${deed} when ${state}, ${runtime}`, async () => {
        const { call, hands, ...rest } = await scene(state, more);
        happens({ call, hands, ...rest });
        await settled();
        const [expected, exchanges] = told[`${state} ${deed}`] ?? ['', 1];
        assert.is(call.told.map(([name, result]) => name + describe(result)).join(', '), expected);
        assert.is(hands.length, exchanges);
      });
    }
  }
}

test('queued: it is sent when its turn comes, and not before', async () => {
  const { hands, call } = await scene('queued', {});
  assert.equal([hands.length, call.told], [1, []]);
  hands[0]?.fail(new TransportError('reset'));
  await settled();
  assert.equal([hands.length, call.told], [2, []]);
});

test('an exchange whose redirect was taken is not heard any more', async () => {
  const { call, hands, hand } = await scene('sent', {});
  assert.is(hand?.sink.head(moved), 'discard');
  assert.is(hand?.sink.head(noHead), 'discard');
  hand?.sink.chunk(bytes('old'));
  hand?.end();
  await settled();
  assert.equal(call.told, []);
  hands[1]?.sink.head({ status: 201, headers: [] });
  hands[1]?.sink.chunk(bytes('new'));
  hand?.fail(new TransportError('reset'));
  hands[1]?.end();
  await settled();
  assert.is(call.names(), 'headersReceived chunkReceived success complete');
  assert.equal(call.told[2]?.[1], {
    ...{ data: 'new', statusCode: 201, header: {}, cookies: [], errMsg: 'request:ok' },
    profile: (call.told[2]?.[1] as { profile: object }).profile,
  });
});

test.run();
