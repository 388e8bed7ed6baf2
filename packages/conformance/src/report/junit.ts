import type { Result } from '../result.ts';
import type { Report } from './summary.ts';
import { explain, isBad, tally } from '../result.ts';
import { escapeMarkup } from './escape.ts';
import { chapterOf } from './summary.ts';

function inside(result: Result): string {
  const text = escapeMarkup(explain(result));
  if (isBad(result)) return `<failure message="${text}">${escapeMarkup(result.case.quote)}</failure>`;
  if (result.status === 'not-applicable') return `<skipped message="${text}"/>`;
  if (result.status === 'deviates')
    return `<skipped message="deviates as declared: ${escapeMarkup(result.reason ?? '')}"/>`;
  return '';
}

/** JUnit's XML, as CI systems read it. A declared deviation counts as skipped there, and so does what does not apply: it has no other word. */
export function junitReport({ name, results }: Report): string {
  const count = tally(results);
  const skipped = count.deviates + count['not-applicable'];
  const cases = results.map(
    one =>
      `  <testcase classname="${chapterOf(one.case.id)}" name="${escapeMarkup(one.case.id)}" time="${one.ms / 1000}">${inside(one)}</testcase>`,
  );
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuite name="${escapeMarkup(name)}" tests="${results.length}" failures="${count.failed + count.stale}" skipped="${skipped}">`,
    ...cases,
    '</testsuite>',
    '',
  ].join('\n');
}
