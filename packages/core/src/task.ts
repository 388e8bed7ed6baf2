/** Where a request stands (SPEC §4). */
export type State = 'queued' | 'sent' | 'receiving' | 'succeeded' | 'failed';

/** What can happen to it. `cancel`: abort, timeout, interrupt, or a limit of the host's. */
export type Event = 'send' | 'head' | 'chunk' | 'end' | 'error' | 'cancel';

const table: Record<State, Partial<Record<Event, State>>> = {
  queued: { send: 'sent', cancel: 'failed' },
  sent: { head: 'receiving', end: 'failed', error: 'failed', cancel: 'failed' },
  receiving: { chunk: 'receiving', end: 'succeeded', error: 'failed', cancel: 'failed' },
  succeeded: {},
  failed: {},
};

/** The next state; undefined for an event that came late or out of order, which is dropped. */
export function next(state: State, event: Event): State | undefined {
  return table[state][event];
}
