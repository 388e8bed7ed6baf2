import type { RunOptions } from './run.ts';
import type { Planned } from './plan.ts';
import type { Subject } from './subject.ts';
import { explain, isBad } from './result.ts';
import { prepare } from './run.ts';

/** A test runner's `test(name, fn)`: uvu's, node:test's, Deno's, vitest's, Jest's. */
export type Test = (name: string, run: () => Promise<void>) => unknown;

/**
 * Registers one test per case that applies to the subject, and returns those that do not, each with the reason.
 * A declared deviation passes as long as it deviates. Throws at once on a deviation that names no case.
 */
export function register(test: Test, subject: Subject, options: RunOptions): readonly Planned[] {
  const { planned, attempt } = prepare(subject, options);
  for (const one of planned.filter(({ unmet }) => unmet === undefined)) {
    test(one.case.id, async () => {
      const result = await attempt(one);
      if (isBad(result)) throw new Error(`${one.case.id}\n  SPEC: ${one.case.quote}\n  ${explain(result)}`);
    });
  }
  return planned.filter(({ unmet }) => unmet !== undefined);
}
