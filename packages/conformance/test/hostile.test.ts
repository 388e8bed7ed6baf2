import * as assert from 'uvu/assert';
import { suite } from '../../../scripts/testing/suite.ts';
import type { Case } from '../src/case.ts';
import { cases } from '../src/cases/index.ts';
import { hostileAdapters } from './self/hostile-adapters.ts';
import { hostileRequests } from './self/hostile-requests.ts';
import { judged } from './self/judge.ts';

const test = suite('conformance: hostile subjects', { deadlineMs: 60_000 });

for (const { name, subject, only = [''], breaks, within = breaks } of [
  ...hostileAdapters,
  ...hostileRequests,
]) {
  test(`a subject that ${name} fails where it should, and nowhere else`, async () => {
    const chosen = (one: Case) => only.some(start => one.id.startsWith(start));
    const results = await judged(subject, { only: chosen });
    const failed = results.filter(one => one.status === 'failed').map(one => one.case.id);
    assert.equal(
      breaks.filter(id => !failed.includes(id)),
      [],
      'cases that should have failed',
    );
    assert.equal(
      failed.filter(id => !within.some(start => id.startsWith(start))),
      [],
      'cases that should not have failed',
    );
    assert.ok(breaks.length > 0 && breaks.every(id => cases.some(one => one.id === id)));
  });
}

test.run();
