import fc from 'fast-check';
import * as assert from 'uvu/assert';
import { suite } from '../../../scripts/testing/suite.ts';
import type { Adapter, Head, Sink } from '../src/adapter.ts';
import type { RequestTask, SuccessResult } from '../src/api.ts';
import { TransportError } from '../src/errors.ts';
import { createRequest } from '../src/request.ts';
import { bytes, supports } from './support/adapters.ts';
import { loose, settled } from './support/calls.ts';
import { Model, type AdapterEvent } from './support/model.ts';

const seed = Number(process.env['WXREQ_SEED'] ?? 20261122);

/** What a callback or listener does when it is called. */
type Reaction = 'nothing' | 'throw' | 'abort' | 'abort first' | 'interrupt' | 'add' | 'remove' | 'request';
/** A request: what its adapter does before `send` returns, how it ends then, and what those who are told do. */
interface Plan {
  readonly inSend: readonly AdapterEvent[];
  readonly throws: boolean;
  readonly enableChunked: boolean | undefined;
  readonly reactions: Readonly<Record<'head' | 'chunk' | 'success' | 'fail' | 'complete', Reaction>>;
}
type Step =
  | { readonly do: 'request'; readonly plan: Plan }
  | { readonly do: 'adapter'; readonly at: number; readonly back: number; readonly event: AdapterEvent }
  | { readonly do: 'abort'; readonly at: number }
  | { readonly do: 'interrupt' }
  | { readonly do: 'turn' };
interface Scenario {
  readonly limit: number;
  readonly everyStepATurn: boolean;
  readonly steps: readonly Step[];
}

const event = fc.constantFrom<AdapterEvent[]>(
  ...([
    'head',
    'head',
    'head',
    'chunk',
    'chunk',
    'empty',
    'end',
    'end',
    'error',
    'redirect',
    'nowhere',
    'hook',
  ] as const),
);
const reaction = fc.constantFrom<Reaction[]>(
  ...([
    'nothing',
    'nothing',
    'throw',
    'throw',
    'abort',
    'abort first',
    'interrupt',
    'add',
    'remove',
    'request',
  ] as const),
);
const plan: fc.Arbitrary<Plan> = fc.record({
  inSend: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, fc.array(event, { maxLength: 5 })),
  throws: fc.integer({ min: 0, max: 9 }).map(n => n === 0),
  enableChunked: fc.constantFrom(undefined, false, true),
  reactions: fc.record({
    head: reaction,
    chunk: reaction,
    success: reaction,
    fail: reaction,
    complete: reaction,
  }),
});
const at = fc.nat(5);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant('adapter'), at, back: fc.constantFrom(0, 0, 0, 1), event }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('request'), plan }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('abort'), at }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('turn') }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('interrupt', 'turn') }) },
);
const scenario: fc.Arbitrary<Scenario> = fc.record({
  limit: fc.constantFrom(1, 2, 3, Infinity),
  everyStepATurn: fc.boolean(),
  steps: fc.array(step, { minLength: 5, maxLength: 40 }),
});

const heads: Partial<Record<AdapterEvent, Head>> = {
  head: { status: 200, headers: [] },
  redirect: { status: 302, headers: [['location', '/next']] },
  nowhere: { status: 302, headers: [['location', 'nowhere://']] },
};

/** One request of a scenario, with everything that is known of it. */
class Case {
  readonly model = new Model();
  readonly hops: ((event: AdapterEvent) => void)[] = [];
  readonly told: string[] = [];
  ending = '';
  result: object | undefined;
  hasReturned = false;
  task: RequestTask | undefined;
  sameTurn = false;

  constructor(
    readonly plan: Plan,
    readonly depth: number,
  ) {}
}

class World {
  readonly cases: Case[] = [];
  thrown = 0;
  reported = 0;
  /** What was wrong: where core would swallow an exception, none can be thrown. */
  readonly wrong: string[] = [];
  private lastSent = -1;
  private readonly request: ReturnType<typeof createRequest>;
  /** Whose exchange acts: a redirect's next hop comes from within its head. */
  private acting: Case | undefined;

  constructor(private readonly limit: number) {
    const adapter: Adapter = { name: 'random', supports, send: ({ url }, sink) => this.send(url, sink) };
    const host = { maxConcurrent: limit, onCallbackError: (): unknown => (this.reported += 1) };
    this.request = createRequest(adapter, host);
  }

  start(plan: Plan, depth = 0): void {
    const made = new Case(plan, depth);
    const index = this.cases.push(made) - 1;
    made.task = loose(this.request, {
      url: `https://h/${index}`,
      enableChunked: plan.enableChunked,
      header: { index },
      success: (result: object) => this.end(made, 'success', result),
      fail: (result: object) => this.end(made, 'fail', result),
      complete: (result: object) => {
        this.check(result === made.result, 'complete gets the same object');
        this.check(made.sameTurn, 'complete comes in the same turn');
        this.hear(made, 'complete');
      },
    });
    made.task.onHeadersReceived(() => this.hear(made, 'head', 'head'));
    made.task.onChunkReceived(() => this.hear(made, 'chunk', 'chunk'));
    this.listen(made);
    made.hasReturned = true;
  }

  stop(made: Case | undefined, word: string): void {
    if (word === 'interrupted') for (const { model } of this.cases) model.stop(word);
    else made?.model.stop(word);
    const heard = made?.told.length;
    if (word === 'interrupted') this.request.interrupt();
    else made?.task?.abort();
    this.check(made?.told.length === heard, 'abort() tells nobody anything itself');
  }

  turn(): void {
    for (const { model } of this.cases) model.turn();
  }

  private check(holds: boolean, what: string): void {
    if (!holds) this.wrong.push(what);
  }

  private end(made: Case, name: 'success' | 'fail', result: object): void {
    const { errMsg } = result as { errMsg: string };
    made.ending = errMsg.replace(/^request:(fail )?/, '');
    made.result = result;
    made.sameTurn = true;
    void Promise.resolve().then(() => (made.sameTurn = false));
    this.check((name === 'success') === (made.ending === 'ok'), `${name} with ${errMsg}`);
    this.hear(made, name);
  }

  /** A listener behind the one that observes: it comes and goes, and must hear nothing once the request is over. */
  private listen(made: Case): void {
    const listener = (): void => {
      this.check(made.model.state !== 'over', 'a listener is not called after the end');
    };
    made.task?.onHeadersReceived(listener);
    made.task?.onChunkReceived(listener);
  }

  private hear(made: Case, name: keyof Plan['reactions'], event = ''): void {
    this.check(made.hasReturned, 'nothing before request() has returned');
    made.told.push(name);
    this.react(made, made.plan.reactions[name], event);
  }

  private react(made: Case, reaction: Reaction, event: string): void {
    if (reaction === 'abort') this.stop(made, 'abort');
    if (reaction === 'abort first') this.stop(this.cases[0], 'abort');
    if (reaction === 'interrupt') this.stop(made, 'interrupted');
    if (reaction === 'add') this.listen(made);
    if (reaction === 'remove' && event === '') made.task?.offChunkReceived();
    if (reaction === 'request' && made.depth < 2) this.start(made.plan, made.depth + 1);
    if (reaction !== 'throw') return;
    this.thrown += 1;
    throw { not: 'an Error' };
  }

  private send(url: string, sink: Sink): Promise<undefined> {
    const made = this.caseOf(url);
    const hop = made.hops.length;
    if (hop === 0) {
      const index = this.cases.indexOf(made);
      this.check(index > this.lastSent, 'requests are sent in their order');
      this.lastSent = index;
      const holding = this.cases.filter(({ model }) => model.holdsSlot).length;
      this.check(holding < this.limit, `${holding} of ${this.limit} slots are held already`);
      made.model.sent();
    }
    this.acting = made;
    if (made.plan.throws) {
      made.model.stop('network error');
      throw new Error('from send');
    }
    return new Promise((resolve, reject) => {
      const play = (event: AdapterEvent): void => {
        this.acting = made;
        made.model.event(event, hop);
        const head = heads[event];
        if (head) sink.head(head);
        if (event === 'chunk') sink.chunk(bytes('x'));
        if (event === 'empty') sink.chunk(new Uint8Array(0));
        if (event === 'end') resolve(undefined);
        if (event === 'error') reject(new TransportError('reset'));
        if (event === 'hook') sink.onCancel(() => undefined);
      };
      made.hops.push(play);
      for (const event of made.plan.inSend) play(event);
    });
  }

  private caseOf(url: string): Case {
    const made = url.endsWith('/next') ? this.acting : this.cases[Number(url.replace('https://h/', ''))];
    if (!made) throw new Error(`nobody asked for ${url}`);
    return made;
  }
}

async function play({ limit, everyStepATurn, steps }: Scenario): Promise<void> {
  const world = new World(limit);
  const { cases } = world;
  const turn = async (): Promise<void> => {
    await settled();
    world.turn();
  };
  for (const step of steps) {
    const made = 'at' in step ? cases[step.at % Math.max(cases.length, 1)] : undefined;
    if (step.do === 'request') world.start(step.plan);
    else if (step.do === 'adapter') made?.hops.at(-1 - step.back)?.(step.event);
    else if (step.do === 'abort') world.stop(made, 'abort');
    else if (step.do === 'interrupt') world.stop(undefined, 'interrupted');
    if (everyStepATurn || step.do === 'turn') await turn();
  }
  await turn();
  // What never ends is interrupted; reactions may start more.
  for (let round = 0; round < 4; round += 1) {
    world.stop(undefined, 'interrupted');
    await turn();
  }

  for (const { model, told, ending, plan, result } of cases) {
    assert.ok(model.endings.includes(ending), `"${ending}" is none of ${model.endings.join(' | ')}`);
    const hears = plan.enableChunked !== false;
    const expected = model.told.filter(name => hears || name !== 'chunk');
    const isRemoved = Object.values(plan.reactions).includes('remove');
    assert.equal(told.slice(-2), [ending === 'ok' ? 'success' : 'fail', 'complete']);
    if (!isRemoved) assert.equal(told.slice(0, -2), expected);
    if (ending !== 'ok') continue;
    const kept = plan.enableChunked === true ? '' : 'x'.repeat(model.told.length - 1);
    assert.is((result as SuccessResult).data, kept);
  }
  assert.equal(world.wrong, []);
  assert.is(world.reported, world.thrown);

  // No slot was lost: as many as may run do run.
  const quiet: Plan = {
    inSend: [],
    throws: false,
    enableChunked: undefined,
    reactions: {
      head: 'nothing',
      chunk: 'nothing',
      success: 'nothing',
      fail: 'nothing',
      complete: 'nothing',
    },
  };
  const before = cases.length;
  for (let n = 0; n < 5; n += 1) world.start(quiet);
  await turn();
  assert.is(
    cases.slice(before).filter(({ hops }) => hops.length === 1).length,
    Math.min(limit, 5),
    'a slot was lost',
  );
  world.stop(undefined, 'interrupted');
  await turn();
}

const test = suite('core: random adapters and users', { deadlineMs: 60_000 });

test(`every request ends once, in order, and no slot is lost (WXREQ_SEED=${seed})`, async () => {
  await fc.assert(fc.asyncProperty(scenario, play), { seed, numRuns: 1500 });
});

test.run();
