import type { ServerAddress } from './address.ts';
import type { Ask } from './ask.ts';
import type { Case } from './case.ts';
import type { Planned } from './plan.ts';
import type { Result } from './result.ts';
import type { Subject } from './subject.ts';
import { defaultAsk } from './ask.ts';
import { cases } from './cases/index.ts';
import { judge } from './judge.ts';
import { checkDeviations, plan } from './plan.ts';
import { abilitiesOf, requestOf } from './subject.ts';

/** How to run. */
export interface RunOptions {
  /** Where the reference server is: what `serve()` gave, or the JSON at its `/~/address`. */
  readonly server: ServerAddress;
  /** Which cases; default all. */
  readonly only?: (one: Case) => boolean;
  /** How long one case may take; default 4000. A declared deviation gets a quarter of that. */
  readonly deadlineMs?: number;
  /** How to ask the server what it saw; default: `fetch`, or the subject itself where there is none. */
  readonly ask?: Ask;
  /** Other cases than the suite's own. */
  readonly cases?: readonly Case[];
}

/** A subject that has been made ready: what applies, and how to try it. */
export interface Ready {
  readonly planned: readonly Planned[];
  readonly attempt: (planned: Planned) => Promise<Result>;
}

/** The control line, by the subject itself if need be. */
function askFor(subject: Subject): Ask {
  if (subject.request === undefined && subject.createRequest === undefined) {
    throw new TypeError(
      'a subject needs request or createRequest (for an adapter: host => createRequest(adapter, host))',
    );
  }
  return defaultAsk(requestOf(subject));
}

/** Checks the declarations and says what applies. Throws a TypeError on a subject or a deviation that makes no sense. */
export function prepare(subject: Subject, options: RunOptions): Ready {
  const { server, only = () => true, deadlineMs = 4000, cases: all = cases } = options;
  const deviations = subject.deviations ?? {};
  checkDeviations(deviations, all);
  const ask = options.ask ?? askFor(subject);
  const attempt = async ({ case: one, unmet }: Planned): Promise<Result> => {
    const reason = deviations[one.id];
    if (unmet !== undefined) return { case: one, status: 'not-applicable', reason: unmet, ms: 0 };
    const start = Date.now();
    // Nobody hopes for it: what a runtime is known not to do often shows in silence, and that need not last.
    const patienceMs = reason === undefined ? deadlineMs : deadlineMs / 4;
    const broken = await judge(one, subject, server, ask, patienceMs);
    const ms = Date.now() - start;
    if (reason === undefined) {
      return broken === undefined
        ? { case: one, status: 'passed', ms }
        : { case: one, status: 'failed', broken, ms };
    }
    return broken === undefined
      ? { case: one, status: 'stale', reason, ms }
      : { case: one, status: 'deviates', reason, broken, ms };
  };
  return { planned: plan(all.filter(only), abilitiesOf(subject, server)), attempt };
}

/**
 * Judges a subject, one case after the other, and yields each result as it comes. Uses nothing of the runtime but
 * `setTimeout` and promises.
 */
export async function* runCases(
  subject: Subject,
  options: RunOptions,
): AsyncGenerator<Result, void, undefined> {
  const { planned, attempt } = prepare(subject, options);
  for (const one of planned) yield await attempt(one);
}
