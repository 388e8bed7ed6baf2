/** Where a request stands (SPEC §4). */
export type State = 'queued' | 'sent' | 'receiving' | 'succeeded' | 'failed';

/** What can happen to it. `fail`: abort, timeout, interrupt, a limit of the host's, or an error of the adapter's. */
export type Event = 'send' | 'head' | 'chunk' | 'end' | 'fail';

const table: Record<State, Partial<Record<Event, State>>> = {
  queued: { send: 'sent', fail: 'failed' },
  sent: { head: 'receiving', fail: 'failed' },
  receiving: { chunk: 'receiving', end: 'succeeded', fail: 'failed' },
  succeeded: {},
  failed: {},
};

/** The next state; undefined for an event that came late or out of order, which is dropped. */
export function next(state: State, event: Event): State | undefined {
  return table[state][event];
}
