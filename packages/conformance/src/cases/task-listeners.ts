import type { Case } from '../case.ts';
import type { Tools } from '../tools.ts';

const order = 'Fire in the order added; the same function added twice fires once.';
const off =
  '`off*(fn)` needs the same function, an unknown one is ignored; `off*()` or a non-function removes all.';

/** Both events of a task, by the names of their methods. */
const kinds = [
  { name: 'headers', on: 'onHeadersReceived', off: 'offHeadersReceived' },
  { name: 'chunks', on: 'onChunkReceived', off: 'offChunkReceived' },
] as const;

/** The same rule for both events: `arrange` adds and removes, `expected` is who fires. */
function forBoth(
  id: string,
  quote: string,
  expected: readonly string[],
  arrange: (
    on: (listener: unknown) => void,
    remove: (...listener: readonly unknown[]) => void,
    note: (text: string) => () => void,
  ) => void,
): readonly Case[] {
  return kinds.map(kind => ({
    id: `task/listeners/${kind.name}-${id}`,
    source: 'T' as const,
    quote,
    run: async (t: Tools) => {
      const notes: string[] = [];
      const call = t.call({ url: t.respond({ body: 'a' }) });
      const { task } = call;
      arrange(
        listener => {
          task[kind.on](listener);
        },
        (...listener) => {
          if (listener.length === 0) task[kind.off]();
          else task[kind.off](listener[0]);
        },
        text => () => void notes.push(text),
      );
      await t.succeeded(call);
      t.equal(notes, expected, 'the listeners that fired');
    },
  }));
}

const simple: readonly Case[] = [
  ...forBoth('in-order-and-once', order, ['first', 'second'], (on, _remove, note) => {
    const first = note('first');
    on(first);
    on(note('second'));
    on(first);
  }),
  ...forBoth('off-with-the-function', off, ['stays'], (on, remove, note) => {
    const gone = note('gone');
    on(gone);
    on(note('stays'));
    remove(gone);
  }),
  ...forBoth('off-with-an-unknown-function', off, ['stays'], (on, remove, note) => {
    on(note('stays'));
    remove(note('stays'));
  }),
  ...forBoth('off-with-nothing', off, [], (on, remove, note) => {
    on(note('one'));
    on(note('two'));
    remove();
  }),
  ...forBoth('off-with-a-non-function', off, [], (on, remove, note) => {
    on(note('one'));
    on(note('two'));
    remove('one');
  }),
  ...forBoth('on-again-after-off', order, ['second', 'first'], (on, remove, note) => {
    const first = note('first');
    on(first);
    on(note('second'));
    remove(first);
    on(first);
  }),
];

const ignored: readonly Case[] = kinds.map(kind => ({
  id: `task/listeners/${kind.name}-on-with-a-non-function`,
  source: 'O',
  quote: '`on*` of a non-function: one console error, ignored.',
  run: async (t: Tools) => {
    const own = console.error;
    let errors = 0;
    const call = t.call({ url: t.respond({ body: 'a' }) });
    console.error = () => {
      errors += 1;
    };
    try {
      call.task[kind.on]('not a function');
    } finally {
      console.error = own;
    }
    t.equal((await t.succeeded(call)).data, 'a', 'data');
    t.equal(errors, 1, 'the number of console errors');
  },
}));

/** SPEC §4: adding and removing listeners. */
export const taskListeners: readonly Case[] = [...simple, ...ignored];
