import type { JsonReport, JsonResult } from './json.ts';
import { escapeMarkup } from './escape.ts';
import { script, style } from './html-parts.ts';
import { chapterOf, clauseLink } from './summary.ts';

const marks: Readonly<Record<JsonResult['status'], string>> = {
  passed: '✓',
  failed: '✗ failed',
  stale: '✗ stale',
  deviates: '~ deviates',
  'not-applicable': '– n/a',
};

function details(result: JsonResult): string {
  const entries: [string, string | undefined][] = [
    ['looked at', result.broken?.what],
    ['expected', result.broken?.expected],
    ['actual', result.broken?.actual],
    [result.status === 'not-applicable' ? 'why' : 'declared reason', result.reason],
  ];
  return entries
    .map(([term, text]) =>
      text === undefined ? '' : `<dt>${term}</dt><dd><code>${escapeMarkup(text)}</code></dd>`,
    )
    .join('');
}

function cell(result: JsonResult | undefined): string {
  if (result === undefined) return '<td class="not-applicable">not run</td>';
  const mark = marks[result.status];
  if (result.status === 'passed') return `<td class="passed" title="${result.ms} ms">${mark}</td>`;
  return `<td class="${result.status}"><details><summary>${mark}</summary><dl>${details(result)}</dl></details></td>`;
}

function row(results: readonly (JsonResult | undefined)[]): string {
  const one = results.find(result => result !== undefined);
  if (one === undefined) return '';
  const statuses = [...new Set(results.map(result => result?.status ?? ''))].join(' ');
  return `<tr data-status="${statuses}"><td><a href="${clauseLink(one.id)}"><code>${one.id}</code></a>
<div class="rule">${one.level} [${one.source}]: ${escapeMarkup(one.quote)}</div></td>${results.map(cell).join('')}</tr>`;
}

function chapters(reports: readonly JsonReport[]): string {
  const ids = [...new Set(reports.flatMap(report => report.results.map(result => result.id)))];
  const byId = reports.map(report => new Map(report.results.map(result => [result.id, result])));
  return [...new Set(ids.map(chapterOf))]
    .map(chapter => {
      const rows = ids
        .filter(id => chapterOf(id) === chapter)
        .map(id => row(byId.map(results => results.get(id))));
      const head = `<tr class="chapter"><th colspan="${reports.length + 1}"><h2>${chapter}</h2></th></tr>`;
      return [head, ...rows].join('\n');
    })
    .join('\n');
}

function column({ name, tally }: JsonReport): string {
  const bad = tally.failed + tally.stale;
  const more = [
    `<span class="passed">${tally.passed} ✓</span>`,
    ...(bad === 0 ? [] : [`<span class="failed">${bad} ✗</span>`]),
    ...(tally.deviates === 0 ? [] : [`<span class="deviates">${tally.deviates} ~</span>`]),
  ];
  return `<th>${escapeMarkup(name)}<br><small>${more.join(' ')}</small></th>`;
}

/** One page that needs nothing else: cases × subjects; each cell opens what was expected and seen. */
export function htmlReport(reports: readonly JsonReport[]): string {
  const options = Object.entries(marks).map(([status, mark]) => `<option value="${status}">${mark}</option>`);
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>wx.request conformance</title><style>${style}</style></head><body>
<h1>wx.request conformance</h1>
<div class="controls"><input id="text" type="search" placeholder="filter: body form …" aria-label="filter">
<select id="status" aria-label="result"><option value="">all results</option>${options.join('')}</select></div>
<table><thead><tr><th>case</th>${reports.map(column).join('')}</tr></thead><tbody>
${chapters(reports)}
</tbody></table><script>${script}</script></body></html>
`;
}
