import type { Result } from '../result.ts';
import type { Report } from './summary.ts';
import { levelOf } from '../case.ts';
import { explain, isBad, tally } from '../result.ts';
import { byChapter, clauseLink, lastLine } from './summary.ts';

function table(report: Report): readonly string[] {
  const head = ['', 'passed', 'failed', 'stale', 'deviates', 'n/a'];
  const rows = byChapter(report).map(line => [
    line.chapter,
    ...[line.passed, line.failed, line.stale, line.deviates, line['not-applicable']].map(count =>
      count === 0 ? '·' : String(count),
    ),
  ]);
  const widths = head.map((title, i) => Math.max(title.length, ...rows.map(row => (row[i] ?? '').length)));
  return [head, ...rows].map(row =>
    row
      .map((cell, i) => (i === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[i] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
}

function failure(result: Result): readonly string[] {
  const { case: one, broken } = result;
  const seen =
    broken === undefined || result.status === 'stale'
      ? [`  ${explain(result)}`]
      : [`  ${broken.what}`, `    expected  ${broken.expected}`, `    actual    ${broken.actual}`];
  return [
    `✗ ${one.id}`,
    ...seen,
    `  ${levelOf(one)} [${one.source}]: ${one.quote}`,
    `  ${clauseLink(one.id)}`,
    '',
  ];
}

function others(report: Report, status: Result['status'], title: string): readonly string[] {
  const found = report.results.filter(one => one.status === status);
  if (found.length === 0) return [];
  const reasons = [...new Set(found.map(one => one.reason ?? ''))];
  const lines = reasons.flatMap(reason => [
    `  ${reason}:`,
    ...found.filter(one => (one.reason ?? '') === reason).map(one => `    ${one.case.id}`),
  ]);
  return [`${title} (${found.length})`, ...lines, ''];
}

/** The end of a run on a terminal: failures, what deviates, what does not apply and why, the table, the last line. */
export function textReport(report: Report): string {
  const count = tally(report.results);
  return [
    ...report.results.filter(isBad).flatMap(failure),
    ...others(report, 'deviates', 'Deviate as declared'),
    ...others(report, 'not-applicable', 'Do not apply'),
    ...table(report),
    '',
    ...(count.deviates === 0 ? [] : [`${count.deviates} deviate as declared`]),
    ...(count['not-applicable'] === 0 ? [] : [`${count['not-applicable']} do not apply`]),
    lastLine(report),
  ].join('\n');
}
