import { explain, isBad, run, toJson } from '../../../packages/conformance/dist/index.js';

/**
 * Judges a subject inside the runtime that it is for, and says it in lines, the last of which has the counts; the reference
 * server gets the whole report. What fails is asked once more, on its own, and only then believed: other suites are at work
 * on the same machine.
 * @param {import('../../../packages/conformance/dist/index.js').Subject} subject
 * @param {import('../../../packages/conformance/dist/index.js').ServerAddress} server
 * @returns {Promise<string>}
 */
export async function judge(subject, server) {
  const totals = { passed: 0, failed: 0, 'not-applicable': 0, deviates: 0 };
  const lines = [];
  const results = [];
  const note = result => {
    results.push(result);
    if (isBad(result)) {
      totals.failed += 1;
      lines.push(`FAIL ${result.case.id}: ${explain(result)}`);
    } else {
      totals[result.status] += 1;
    }
  };
  const doubtful = new Set();
  for await (const result of run(subject, { server })) {
    if (isBad(result)) doubtful.add(result.case.id);
    else note(result);
  }
  if (doubtful.size > 0) {
    for await (const result of run(subject, { server, only: ({ id }) => doubtful.has(id) })) note(result);
  }
  const { passed, failed, deviates } = totals;
  lines.push(
    `${subject.name}: ${passed} as they should be, ${deviates} deviate, ${totals['not-applicable']} do not apply`,
    `${passed + deviates} passed, ${failed} failed, 0 skipped`,
  );
  const report = toJson({ name: subject.name, results });
  await fetch(`${server.http}/~/results`, { method: 'POST', body: JSON.stringify(report) });
  return lines.join('\n');
}
