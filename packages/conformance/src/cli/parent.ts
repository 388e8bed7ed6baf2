import type { ChildProcess } from 'node:child_process';
import type { Case } from '../case.ts';
import type { Result } from '../result.ts';
import type { Order, Word } from './messages.ts';
import { fork } from 'node:child_process';

/** A subject that cannot be judged at all: the module does not load, or its declarations make no sense. */
export class Refusal extends Error {}

/** What the run tells while it goes on. */
export interface Progress {
  readonly result: (result: Result) => void;
  readonly name: (name: string) => void;
}

interface Round {
  /** Cases without a result yet. */
  readonly left: readonly string[];
  /** Whether the child came to its end by itself. */
  readonly done: boolean;
}

const slackMs = 3000;

/** Runs one child until it is done, has died, or has said nothing for longer than any case may take. */
function round(
  order: Order,
  cases: ReadonlyMap<string, Case>,
  env: NodeJS.ProcessEnv,
  progress: Progress,
): Promise<Round> {
  return new Promise((resolve, reject) => {
    const child: ChildProcess = fork(process.argv[1] ?? '', ['child'], { env });
    const left = new Set(order.ids);
    let current: string | undefined;
    let done = false;
    let why = 'the process ended';
    const silence = (): void => {
      why = 'the thread was blocked';
      child.kill('SIGKILL');
    };
    let watchdog = setTimeout(silence, order.deadlineMs + slackMs);
    const settle = (result: Result): void => {
      left.delete(result.case.id);
      current = undefined;
      progress.result(result);
    };
    const hear = (word: Word): void => {
      clearTimeout(watchdog);
      watchdog = setTimeout(silence, order.deadlineMs + slackMs);
      if (word.type === 'ready' && word.name !== undefined) progress.name(word.name);
      if (word.type === 'refused') reject(new Refusal(word.message));
      if (word.type === 'start') current = word.id;
      if (word.type === 'done') done = true;
      if (word.type !== 'result') return;
      const one = cases.get(word.id);
      if (one !== undefined) settle({ case: one, ...word.outcome });
    };
    child.on('message', hear);
    child.on('error', reject);
    child.on('exit', () => {
      clearTimeout(watchdog);
      const one = current === undefined ? undefined : cases.get(current);
      if (one === undefined && !done) reject(new Refusal(`${why} before the first case`));
      if (one !== undefined) {
        const broken = { what: 'the process of the subject', expected: 'that it lives on', actual: why };
        settle({ case: one, status: 'failed', broken, ms: 0 });
      }
      resolve({ left: [...left], done });
    });
    child.send(order);
  });
}

/** Judges in a child, and in another one whenever the subject has taken its own process down. */
export async function judgeInChildren(
  order: Order,
  cases: ReadonlyMap<string, Case>,
  env: NodeJS.ProcessEnv,
  progress: Progress,
): Promise<void> {
  let ids = order.ids;
  while (ids.length > 0) {
    const { left, done } = await round({ ...order, ids }, cases, env, progress);
    if (done) return;
    ids = left;
  }
}
