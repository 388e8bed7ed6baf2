import type { Case } from '../case.ts';
import type { Call } from '../call.ts';
import type { Step } from '../script.ts';
import type { Tools } from '../tools.ts';
import { chunks } from '../needs.ts';

const copy = 'Iteration is over a copy: changes inside a listener count from the next event.';
const late = 'No replay for late listeners.';

/** Two chunks; the second is sent when the case has seen the first. */
const two: readonly Step[] = [
  { head: 200 },
  { send: { text: 'a' } },
  { wait: 'go' },
  { send: { text: 'b' } },
];

/** A request whose chunks are seen one by one, with `arrange` called before the first. Gives what was noted. */
async function throughTwo(
  t: Tools,
  arrange: (call: Call, note: (text: string) => void) => void,
): Promise<string[]> {
  const notes: string[] = [];
  const call = t.listen({ url: t.play(two) });
  arrange(call, text => notes.push(text));
  await call.when('chunkReceived');
  await t.go('go');
  await t.succeeded(call);
  return notes;
}

/** SPEC §4: listeners that come and go while events fire. */
export const taskListenersLate: readonly Case[] = [
  {
    id: 'task/listeners/added-inside-counts-from-the-next',
    source: 'O',
    quote: copy,
    needs: [chunks],
    run: async t => {
      const notes = await throughTwo(t, (call, note) => {
        const added = (): void => {
          note('added');
        };
        call.task.onChunkReceived(() => {
          note('first');
          call.task.onChunkReceived(added);
        });
      });
      t.equal(notes, ['first', 'first', 'added'], 'the listeners that fired for two chunks');
    },
  },
  {
    id: 'task/listeners/removed-inside-counts-from-the-next',
    source: 'O',
    quote: copy,
    needs: [chunks],
    run: async t => {
      const notes = await throughTwo(t, (call, note) => {
        const removed = (): void => {
          note('removed');
        };
        call.task.onChunkReceived(() => {
          note('first');
          call.task.offChunkReceived(removed);
        });
        call.task.onChunkReceived(removed);
      });
      t.equal(notes, ['first', 'removed', 'first'], 'the listeners that fired for two chunks');
    },
  },
  {
    id: 'task/listeners/late-ones-hear-no-head',
    source: 'O',
    quote: late,
    needs: [chunks],
    run: async t => {
      const notes = await throughTwo(t, (call, note) => {
        call.task.onChunkReceived(() => {
          call.task.onHeadersReceived(() => {
            note('headers');
          });
        });
      });
      t.equal(notes, [], 'the listeners that fired');
    },
  },
  {
    id: 'task/listeners/late-ones-hear-no-chunk',
    source: 'O',
    quote: late,
    run: async t => {
      const notes: string[] = [];
      const call = t.call({ url: t.respond({ body: 'a' }) });
      await t.succeeded(call);
      call.task.onHeadersReceived(() => notes.push('headers'));
      call.task.onChunkReceived(() => notes.push('chunk'));
      await t.fence();
      t.equal(notes, [], 'the listeners that fired');
    },
  },
  {
    id: 'task/listeners/off-in-complete',
    source: 'O',
    quote: '`off*` works any time, in `complete` too.',
    run: async t => {
      let thrown: unknown;
      const call = t.call({
        url: t.url(),
        complete: () => {
          try {
            call.task.offHeadersReceived();
            call.task.offChunkReceived(() => undefined);
          } catch (error) {
            thrown = error;
          }
        },
      });
      await t.succeeded(call);
      t.equal(thrown, undefined, 'what off threw');
    },
  },
];
