import type { Case } from '../case.ts';
import type { Step } from '../script.ts';
import type { Options, Tools } from '../tools.ts';
import { host } from '../needs.ts';

/** A server that never says a word. */
export const silent: readonly Step[] = [{ stop: 'stall' }];

/** Calls, and expects a timeout. */
export async function timesOut(t: Tools, options: Options, hostOptions?: object): Promise<void> {
  t.failsWith(await t.fail(options, hostOptions), 'request:fail timeout', 5);
}

/** A case: this times out. */
export function times(
  id: string,
  source: Case['source'],
  quote: string,
  steps: readonly Step[],
  options: Options,
  hostOptions?: object,
): Case {
  return {
    id: `task/timeout/${id}`,
    source,
    quote,
    needs: hostOptions === undefined ? [] : [host],
    run: t => timesOut(t, { url: t.play(steps), ...options }, hostOptions),
  };
}
