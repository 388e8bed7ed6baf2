import type { Case } from './case.ts';

/** How a case ended. */
export type Status =
  /** The rule is kept. */
  | 'passed'
  /** The rule is broken. */
  | 'failed'
  /** The rule is broken, as declared. */
  | 'deviates'
  /** Declared as broken, and kept: the declaration has to go. Fails the run. */
  | 'stale'
  /** The rule does not apply to what this subject can do. */
  | 'not-applicable';

/** Why a case failed. */
export interface Broken {
  /** What was looked at, in words. */
  readonly what: string;
  readonly expected: string;
  readonly actual: string;
}

/** What became of one case. */
export interface Result {
  readonly case: Case;
  readonly status: Status;
  /** failed, deviates. */
  readonly broken?: Broken;
  /** The declared reason (deviates, stale), or why the case does not apply. */
  readonly reason?: string;
  readonly ms: number;
}

/** How many ended how. */
export type Tally = Readonly<Record<Status, number>>;

/** What was looked at where a case ran into the harness's own deadline. */
export const timeTaken = 'the time that the case took';

/** Whether it failed only because it was not done in time: on a busy machine, the one failure that may mean nothing. */
export function isLate(result: Result): boolean {
  return result.status === 'failed' && result.broken?.what === timeTaken;
}

/** Counts results. */
export function tally(results: readonly Result[]): Tally {
  const count = (status: Status): number => results.filter(result => result.status === status).length;
  return {
    passed: count('passed'),
    failed: count('failed'),
    deviates: count('deviates'),
    stale: count('stale'),
    'not-applicable': count('not-applicable'),
  };
}

/** Whether this result fails the run. */
export function isBad({ status }: Result): boolean {
  return status === 'failed' || status === 'stale';
}

/** One line on why a case failed, or why it does not count. */
export function explain({ broken, reason, status }: Result): string {
  if (status === 'stale')
    return `declared as a deviation ("${reason ?? ''}"), but the rule is kept: take it off the list`;
  if (broken !== undefined) return `${broken.what}: expected ${broken.expected}, got ${broken.actual}`;
  return reason ?? '';
}
