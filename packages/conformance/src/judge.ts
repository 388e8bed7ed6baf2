import type { ServerAddress } from './address.ts';
import type { Ask } from './ask.ts';
import type { Case } from './case.ts';
import type { Broken } from './result.ts';
import type { Subject } from './subject.ts';
import type { Bench } from './tools.ts';
import { Mismatch } from './equal.ts';
import { timeTaken } from './result.ts';
import { show } from './show.ts';
import { makeTools } from './tools.ts';

function brokenBy(error: unknown): Broken {
  if (error instanceof Mismatch) return { what: error.what, expected: error.expected, actual: error.actual };
  return { what: 'the course of the case', expected: 'no exception', actual: show(error) };
}

/** The end of a case that hangs: says what it waits for. */
function late(bench: Bench, deadlineMs: number): Broken {
  const pending = bench.pending();
  return {
    what: timeTaken,
    expected: `an end within ${String(deadlineMs)} ms`,
    actual: pending === '' ? 'it still waits for the server' : `no complete() for ${pending}`,
  };
}

let count = 0;
const run = Math.floor(Math.random() * 36 ** 6).toString(36);

/** Tries one case: undefined where the rule is kept. Always settles, whatever the subject does, short of blocking the thread. */
export async function judge(
  one: Case,
  subject: Subject,
  server: ServerAddress,
  ask: Ask,
  deadlineMs: number,
): Promise<Broken | undefined> {
  const bench = makeTools(subject, server, `${run}-${String(++count)}`, ask);
  const deadline = after(deadlineMs, () => late(bench, deadlineMs));
  const attempt = new Promise<void>(resolve => {
    resolve(one.run(bench.tools));
  }).then(() => undefined, brokenBy);
  const broken = await Promise.race([attempt, deadline.reached]);
  deadline.off();
  await tidy(bench);
  return broken;
}

/** A time limit that leaves no timer behind. */
function after<T>(ms: number, value: () => T): { reached: Promise<T>; off: () => void } {
  let off = (): void => undefined;
  const reached = new Promise<T>(resolve => {
    const timer = setTimeout(() => {
      resolve(value());
    }, ms);
    off = () => {
      clearTimeout(timer);
    };
  });
  return { reached, off };
}

/** Leaves nothing of this case behind. What goes wrong here was the case's to notice. */
async function tidy(bench: Bench): Promise<void> {
  bench.clean();
  const limit = after(1000, () => undefined);
  await Promise.race([bench.tools.drop().catch(() => undefined), limit.reached]);
  limit.off();
}
