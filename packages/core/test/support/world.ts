import type { Adapter, Head, Sink } from '../../src/adapter.ts';
import type { RequestTask } from '../../src/api.ts';
import { TransportError } from '../../src/errors.ts';
import { createRequest } from '../../src/request.ts';
import { bytes, supports } from './adapters.ts';
import { loose } from './calls.ts';
import { Model, type AdapterEvent } from './model.ts';
import type { Plan, Reaction } from './scenarios.ts';

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

/** All requests of a scenario, their adapter, and those who are told. */
export class World {
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
