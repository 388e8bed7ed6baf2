import * as assert from 'uvu/assert';
import { suite } from '../../../scripts/testing/suite.ts';
import type { Case } from '../src/case.ts';

import type { Result } from '../src/result.ts';
import { isLate } from '../src/result.ts';
import type { Hostile } from './self/hostile.ts';
import { cases } from '../src/cases/index.ts';
import { around, heard, teller } from './self/around.ts';
import { everyHostile } from './self/every-hostile.ts';
import { judged } from './self/judge.ts';

const test = suite('conformance: hostile subjects', { deadlineMs: 120_000 });

/** They wait for clocks, and would measure how busy the machine is: only for the subjects that name them. */
const clocks = ['task/timeout/', 'transport/resend/never-after-a-timeout'];

const startsIn = (starts: readonly string[], id: string) => starts.some(start => id.startsWith(start));

function judge({ subject, only }: Pick<Hostile, 'subject' | 'only'>): Promise<readonly Result[]> {
  const chosen = ({ id }: Case) => (only ? startsIn(only, id) : !startsIn(clocks, id));
  return judged(subject, { only: chosen, deadlineMs: 1000 });
}

const failedOf = (results: readonly Result[]) =>
  results.filter(one => one.status === 'failed').map(one => one.case.id);

/**
 * The cases that failed, though the subject keeps their rule. What was only late, because the machine has other work, is asked
 * again with time enough.
 */
async function wronged(subject: Hostile['subject'], results: readonly Result[], within: readonly string[]) {
  const ids = failedOf(results).filter(id => !startsIn(within, id));
  const late = new Set(results.filter(isLate).map(one => one.case.id));
  const again = ids.filter(id => late.has(id));
  if (again.length === 0) return ids;
  const second = await judged(subject, { only: ({ id }) => again.includes(id), deadlineMs: 20_000 });
  return [...ids.filter(id => !late.has(id)), ...failedOf(second)];
}

/** Judged by many at once: most of the time is waiting, for what never comes. */
const atOnce = 12;

function judgeAll(): readonly Promise<readonly Result[]>[] {
  const results: Promise<readonly Result[]>[] = [];
  for (const [i, one] of everyHostile.entries()) {
    const before = results[i - atOnce];
    const next = () => judge(one);
    results.push(before === undefined ? next() : before.then(next, next));
  }
  return results;
}

let verdicts: readonly Promise<readonly Result[]>[] = [];
test.before(() => {
  verdicts = judgeAll();
});

test('standing between request and its callbacks breaks nothing by itself', async () => {
  const subject = around((request, options) => ({ ...request(heard(options, teller(options))) }));
  assert.equal(await wronged(subject, await judge({ subject }), []), []);
});

test('every hostile subject has a name of its own, and names cases that there are', () => {
  assert.is(new Set(everyHostile.map(one => one.name)).size, everyHostile.length);
  const named = everyHostile.flatMap(one => one.breaks);
  assert.equal(
    named.filter(id => !cases.some(one => one.id === id)),
    [],
  );
  assert.equal(
    everyHostile.filter(one => one.breaks.length === 0),
    [],
  );
});

for (const [i, { name, subject, breaks, within = breaks }] of everyHostile.entries()) {
  test(`a subject that ${name} fails where it should, and nowhere else`, async () => {
    const results = (await verdicts[i]) ?? [];
    const failed = failedOf(results);
    assert.equal(
      breaks.filter(id => !failed.includes(id)),
      [],
      'cases that should have failed',
    );
    assert.equal(await wronged(subject, results, within), [], 'cases that should not have failed');
  });
}

test.run();
