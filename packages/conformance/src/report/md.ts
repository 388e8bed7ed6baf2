import type { Report } from './summary.ts';
import { explain } from '../result.ts';
import { byChapter, clauseLink, lastLine } from './summary.ts';

const cell = (text: string): string => text.replace(/\|/g, '\\|').replace(/\n/g, ' ');

/** Markdown: the table by chapter, then everything that did not simply pass. */
export function mdReport(report: Report): string {
  const rows = byChapter(report).map(
    line =>
      `| ${line.chapter} | ${line.passed} | ${line.failed + line.stale} | ${line.deviates} | ${line['not-applicable']} |`,
  );
  const rest = report.results
    .filter(one => one.status !== 'passed')
    .map(
      one =>
        `| [${one.case.id}](${clauseLink(one.case.id)}) | ${one.status} | ${cell(explain(one))} | ${cell(one.case.quote)} |`,
    );
  return [
    `# wx.request conformance: ${report.name}`,
    '',
    lastLine(report),
    '',
    '| chapter | passed | failed | deviates | not applicable |',
    '|---|---|---|---|---|',
    ...rows,
    ...(rest.length === 0 ? [] : ['', '| case | result | seen | rule |', '|---|---|---|---|', ...rest]),
    '',
  ].join('\n');
}
