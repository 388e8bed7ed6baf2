import { suite as uvuSuite } from 'uvu';
import type { Callback, Test } from 'uvu';
import { registry, toError } from './registry.ts';

// A test may put fake timers in place; the deadline must not hang on them.
const startTimer = globalThis.setTimeout.bind(globalThis);
const stopTimer = globalThis.clearTimeout.bind(globalThis);

/**
 * uvu's `suite`, with the holes closed: every test has a deadline, what is thrown always fails the test and is kept, and
 * a forgotten `run()` or a suite without tests is seen by whoever runs the file.
 */
export function suite<T = Record<string, unknown>>(
  name: string,
  { deadlineMs = 10_000 }: { readonly deadlineMs?: number } = {},
): Test<T> {
  if (!('UVU_DEFER' in globalThis)) throw new Error('tests run by: node scripts/testing/exec.mjs FILE …');
  const inner = uvuSuite<T>(name);
  const record = { name, waiting: 0, total: 0 };
  registry.suites.push(record);

  const guard =
    (
      callback: Callback<T>,
      what: string,
      test?: string,
    ): ((context: Parameters<Callback<T>>[0]) => Promise<void>) =>
    async context => {
      try {
        await inTime(() => callback(context), deadlineMs, what);
      } catch (thrown) {
        const error = toError(thrown);
        registry.failures.push(test === undefined ? { suite: name, error } : { suite: name, test, error });
        throw error;
      }
    };
  const add = (to: (name: string, test: Callback<T>) => void) => (title: string, callback: Callback<T>) => {
    record.waiting += 1;
    record.total += 1;
    to(title, guard(callback, `"${title}"`, title));
  };
  const hook = (to: (hook: Callback<T>) => void, what: string) => (callback: Callback<T>) => {
    to(guard(callback, `a hook "${what}" of "${name}"`));
  };

  // uvu loses its counts where an `after` hook throws; the failure is on record, so it need not.
  const lastHook = (callback: Callback<T>): void => {
    inner.after(context => guard(callback, `a hook "after" of "${name}"`)(context).catch(() => {}));
  };

  return Object.assign(add(inner), {
    only: add(inner.only),
    skip: () => {
      record.total += 1;
      inner.skip();
    },
    before: Object.assign(hook(inner.before, 'before'), { each: hook(inner.before.each, 'before each') }),
    after: Object.assign(lastHook, { each: hook(inner.after.each, 'after each') }),
    run: () => {
      record.waiting = 0;
      inner.run();
    },
  });
}

async function inTime(run: () => unknown, deadlineMs: number, what: string): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = startTimer(() => {
      reject(new Error(`${what} was not done after ${String(deadlineMs)} ms`));
    }, deadlineMs);
  });
  try {
    await Promise.race([run(), late]);
  } finally {
    stopTimer(timer);
  }
}
