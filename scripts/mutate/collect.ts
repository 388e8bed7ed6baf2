/**
 * Stands in for `scripts/testing/suite.ts` while mutants are judged: keeps the tests as a list, so that each can be run by
 * itself, again and again, in one process.
 */
type Run = (context: object) => unknown;

/** One test, by its name in the whole suite. */
export interface Collected {
  readonly id: string;
  readonly run: () => Promise<void>;
}

/** Every test that has been loaded. */
export const tests: Collected[] = [];

const closers: Run[] = [];
const ids = new Map<string, number>();

/** Adds one. Two of one name are told apart by a number. */
export function add(name: string, run: () => Promise<void>): void {
  const count = (ids.get(name) ?? 0) + 1;
  ids.set(name, count);
  tests.push({ id: count === 1 ? name : `${name} #${count}`, run });
}

/** Ends what the suites' `before` has started. */
export async function close(): Promise<void> {
  for (const run of closers.splice(0)) await run({});
}

/** The suite that a test file makes. */
export function suite(name: string): object {
  const hooks: Record<'before' | 'after' | 'each' | 'afterEach', Run[]> = {
    ...{ before: [], after: [], each: [], afterEach: [] },
  };
  const hook = (into: Run[]) => (run: Run) => void into.push(run);
  const test = (title: string, run: Run): void => {
    add(`${name} › ${title}`, async () => {
      closers.push(...hooks.after.splice(0));
      for (const first of hooks.before.splice(0)) await first({});
      for (const each of hooks.each) await each({});
      try {
        await run({});
      } finally {
        for (const each of hooks.afterEach) await each({});
      }
    });
  };
  return Object.assign(test, {
    before: Object.assign(hook(hooks.before), { each: hook(hooks.each) }),
    after: Object.assign(hook(hooks.after), { each: hook(hooks.afterEach) }),
    run: () => {},
  });
}
