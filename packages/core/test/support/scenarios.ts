import fc from 'fast-check';
import type { AdapterEvent } from './model.ts';

/** What a callback or listener does when it is called. */
export type Reaction =
  'nothing' | 'throw' | 'abort' | 'abort first' | 'interrupt' | 'add' | 'remove' | 'request';
/** A request: what its adapter does before `send` returns, how it ends then, and what those who are told do. */
export interface Plan {
  readonly inSend: readonly AdapterEvent[];
  readonly throws: boolean;
  readonly enableChunked: boolean | undefined;
  readonly reactions: Readonly<Record<'head' | 'chunk' | 'success' | 'fail' | 'complete', Reaction>>;
}
/** What happens next. */
export type Step =
  | { readonly do: 'request'; readonly plan: Plan }
  | { readonly do: 'adapter'; readonly at: number; readonly back: number; readonly event: AdapterEvent }
  | { readonly do: 'abort'; readonly at: number }
  | { readonly do: 'interrupt' }
  | { readonly do: 'turn' };
/** What happens to the requests of one `createRequest`, which lets `limit` of them run at a time. */
export interface Scenario {
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
/** Any scenario. */
export const scenario: fc.Arbitrary<Scenario> = fc.record({
  limit: fc.constantFrom(1, 2, 3, Infinity),
  everyStepATurn: fc.boolean(),
  steps: fc.array(step, { minLength: 5, maxLength: 40 }),
});
