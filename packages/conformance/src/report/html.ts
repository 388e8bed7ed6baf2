import type { JsonReport } from './json.ts';
import type { Cell, Clauses, Row } from './matrix.ts';
import { escapeMarkup } from './escape.ts';
import { script } from './html-script.ts';
import { style } from './html-style.ts';
import { marks, toRows } from './matrix.ts';

const words = Object.fromEntries(Object.entries(marks).map(([status, [, word]]) => [status, word]));

function cellOf(cell: Cell): string {
  if (cell === undefined) return '<td></td>';
  const [mark, word] = marks[cell.status];
  return `<td><button class="${cell.status}" aria-label="${word}">${mark}</button></td>`;
}

function lines(rows: readonly Row[], width: number): string {
  let chapter = '';
  return rows
    .map((row, index) => {
      const head = `<tr class="chapter" data-chapter="${row.chapter}"><th colspan="${width + 1}">${row.chapter}</th></tr>\n`;
      const isFirst = row.chapter !== chapter;
      chapter = row.chapter;
      const name = `<th scope="row"><button class="name"><code>${escapeMarkup(row.id)}</code></button></th>`;
      return `${isFirst ? head : ''}<tr data-row="${index}">${name}${row.cells.map(cellOf).join('')}</tr>`;
    })
    .join('\n');
}

function column({ name, tally }: JsonReport): string {
  const bad = tally.failed + tally.stale;
  const counts = [
    `<span class="passed">${tally.passed} ✓</span>`,
    ...(bad === 0 ? [] : [`<span class="failed">${bad} ✗</span>`]),
    ...(tally.deviates === 0 ? [] : [`<span class="deviates">${tally.deviates} ~</span>`]),
  ];
  return `<th scope="col"><b>${escapeMarkup(name)}</b><small>${counts.join(' ')}</small></th>`;
}

/** Data inside a script element: nothing in it may end that, or begin a comment. */
function embedded(data: unknown): string {
  return JSON.stringify(data).replace(/</g, '\\u003c');
}

const select = (
  id: string,
  label: string,
  options: readonly (readonly [value: string, text: string])[],
): string =>
  `<select id="${id}" aria-label="${label}">${options.map(([value, text]) => `<option value="${value}">${text}</option>`).join('')}</select>`;

const controls = `<form onsubmit="return false"><input id="text" type="search" placeholder="Filter, such as: body form" aria-label="filter">
${select('level', 'level', [['', 'every level'], ...['documented', 'observed', 'decided'].map(level => [level, level] as const)])}
${select('status', 'result', [
  ['', 'every result'],
  ['unlike', 'anything but kept'],
  ...Object.entries(marks).map(([status, [mark, word]]) => [status, `${mark} ${word}`] as const),
])}
<output></output></form>`;

/** One page that needs nothing else: cases × subjects; each cell opens what was expected and seen, with the rule's clause. */
export function htmlReport(reports: readonly JsonReport[], clauses: Clauses): string {
  const rows = toRows(reports, clauses);
  const subjects = reports.map(({ name }) => name);
  const data = { subjects, words, clauses: Object.fromEntries(clauses), rows };
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">
<title>wx.request conformance</title><style>${style}</style></head><body>
<header><h1>wx.request conformance</h1>
<p>${rows.length} rules, as ${subjects.length === 1 ? escapeMarkup(subjects.join()) : `${subjects.length} subjects`} kept them. A cell opens what was expected and what was seen.</p></header>
${controls}
<div class="scroll"><table><thead><tr><th scope="col">case</th>${reports.map(column).join('')}</tr></thead><tbody>
${lines(rows, reports.length)}
</tbody></table></div>
<dialog><form method="dialog"><button aria-label="close">✕</button></form><h2></h2><dl></dl></dialog>
<script type="application/json" id="data">${embedded(data)}</script><script>${script}</script></body></html>
`;
}
