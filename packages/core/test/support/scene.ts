import type { Adapter } from '../../src/adapter.ts';
import type { WxRequest } from '../../src/api.ts';
import { TransportError } from '../../src/errors.ts';
import { createRequest } from '../../src/request.ts';
import type { State } from '../../src/task.ts';
import { byHand, bytes, type Hand } from './adapters.ts';
import { recorded, settled } from './calls.ts';

/** A request in some state, and all hands on it. */
export interface Scene {
  readonly request: WxRequest;
  readonly call: ReturnType<typeof recorded>;
  readonly hands: Hand[];
  /** The exchange that the events come from: the first one's. */
  readonly hand: Hand | undefined;
}

/** A head with nothing in it. */
export const noHead = { status: 200, headers: [] };

/** A redirect. */
export const moved = { status: 302, headers: [['location', '/next'] as const] };

/** Brings a request into each state. */
export const reach: Record<State, (scene: Scene) => Promise<void>> = {
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
export const make = {
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

/** What a result says, behind the name of its callback. */
export const describe = (result: object): string => ('errMsg' in result ? ` ${String(result.errMsg)}` : '');

/** A request in this state, one at a time; what it was told on its way there is forgotten. */
export async function scene(state: State, more: Partial<Adapter>): Promise<Scene> {
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
