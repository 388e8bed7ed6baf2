import * as assert from 'uvu/assert';
import { suite } from '../../../scripts/testing/suite.ts';
import type { Adapter } from '../src/adapter.ts';
import type { WxRequest } from '../src/api.ts';
import { TransportError } from '../src/errors.ts';
import { createRequest } from '../src/request.ts';
import { next, type Event, type State } from '../src/task.ts';
import { byHand, bytes, pageSupports, supports, type Hand } from './support/adapters.ts';
import { recorded, settled } from './support/calls.ts';

const events: readonly Event[] = ['send', 'head', 'chunk', 'end', 'fail'];
/** A column for each event; `·` is an event that is dropped. */
const table: Record<State, string> = {
  queued: 'sent · · · failed',
  sent: '· receiving · · failed',
  receiving: '· · receiving succeeded failed',
  succeeded: '· · · · ·',
  failed: '· · · · ·',
};

interface Scene {
  readonly request: WxRequest;
  readonly call: ReturnType<typeof recorded>;
  readonly hands: Hand[];
  /** The exchange that the events come from: the first one's. */
  readonly hand: Hand | undefined;
}

const noHead = { status: 200, headers: [] };
const moved = { status: 302, headers: [['location', '/next'] as const] };

/** Brings a request into each state. */
const reach: Record<State, (scene: Scene) => Promise<void>> = {
  queued: () => Promise.resolve(),
  sent: () => Promise.resolve(),
  receiving: ({ hand }) => Promise.resolve(void hand?.sink.head(noHead)),
  async succeeded({ hand }) {
    hand?.sink.head(noHead);
    hand?.end();
    await settled();
  },
  async failed({ hand }) {
    hand?.fail(new TransportError('reset'));
    await settled();
  },
};

/** What an adapter or a developer can do. */
const make = {
  redirect: ({ hand }: Scene) => hand?.sink.head(moved),
  head: ({ hand }: Scene) => hand?.sink.head(noHead),
  chunk: ({ hand }: Scene) => {
    hand?.sink.chunk(bytes('x'));
  },
  end: ({ hand }: Scene) => hand?.end(),
  error: ({ hand }: Scene) => hand?.fail(new TransportError('dns')),
  abort: ({ call }: Scene) => {
    call.task.abort();
  },
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

async function scene(state: State, more: Partial<Adapter>): Promise<Scene> {
  const { adapter, hands } = byHand(more);
  const request = createRequest(adapter, { maxConcurrent: 1 });
  if (state === 'queued') recorded(request);
  const call = recorded(request);
  await settled();
  const made = { request, call, hands, hand: state === 'queued' ? undefined : hands[0] };
  await reach[state](made);
  call.told.length = 0;
  return made;
}

/** Core follows redirects, or the runtime. */
const runtimes: Readonly<Record<string, Partial<Adapter>>> = {
  'on a server': { supports },
  'in a page': { supports: pageSupports },
};

const describe = (result: object): string => ('errMsg' in result ? ` ${String(result.errMsg)}` : '');

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
