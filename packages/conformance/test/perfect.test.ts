import * as assert from 'uvu/assert';
import { suite } from '../../../scripts/testing/suite.ts';
import { explain } from '../src/result.ts';
import { judged, onCore } from './self/judge.ts';
import { memoryAdapter } from './self/memory-adapter.ts';
import { poorAdapter } from './self/poor-adapter.ts';

const test = suite('conformance: the perfect adapter', { deadlineMs: 60_000 });

/** Long: what is right comes in time, however busy the machine. */
const deadlineMs = 20_000;

test('every case that applies passes with an adapter that does everything right', async () => {
  const results = await judged(world => onCore(memoryAdapter(world)), { deadlineMs });
  const bad = results.filter(one => one.status === 'failed');
  assert.equal(
    bad.map(one => `${one.case.id}: ${explain(one)}`),
    [],
  );
  assert.ok(results.length > 40);
});

test('every case that applies passes with an adapter that can do little and says so', async () => {
  const results = await judged(world => onCore(poorAdapter(world)), { deadlineMs });
  const bad = results.filter(one => one.status === 'failed');
  assert.equal(
    bad.map(one => `${one.case.id}: ${explain(one)}`),
    [],
  );
});

test.run();
