/** The page's filter, and the sheet that a cell opens. Everything that was seen goes in as text, never as markup. */
export const script = `
const data = JSON.parse(document.querySelector('#data').textContent);
const [text, level, status, count] = ['#text', '#level', '#status', 'output'].map(one => document.querySelector(one));
const rows = [...document.querySelectorAll('tr[data-row]')];
const heads = [...document.querySelectorAll('tr.chapter')];

function filter() {
  const words = text.value.toLowerCase().split(/\\s+/).filter(Boolean);
  const full = new Set();
  let shown = 0;
  for (const line of rows) {
    const { id, quote, chapter, cells, level: itsLevel } = data.rows[line.dataset.row];
    const said = (id + ' ' + quote).toLowerCase();
    const fits = words.every(word => said.includes(word)) && (level.value === '' || itsLevel === level.value) &&
      (status.value === '' || cells.some(cell => cell && (status.value === 'unlike' ? cell.status !== 'passed' : cell.status === status.value)));
    line.hidden = !fits;
    if (fits) full.add(chapter), shown += 1;
  }
  for (const head of heads) head.hidden = !full.has(head.dataset.chapter);
  count.value = shown + ' of ' + rows.length + ' cases';
}

const sheet = document.querySelector('dialog');
function add(list, term, said, mono) {
  if (said === undefined || said === '') return;
  const dd = document.createElement('dd');
  const into = mono ? dd.appendChild(document.createElement('pre')) : dd;
  into.textContent = said;
  list.append(Object.assign(document.createElement('dt'), { textContent: term }), dd);
}
function open(row, column) {
  const cell = row.cells[column];
  const list = document.createElement('dl');
  if (column !== undefined) {
    add(list, data.subjects[column], cell ? data.words[cell.status] + ', in ' + cell.ms + ' ms' : 'not asked');
    if (cell && cell.broken) {
      add(list, 'looked at', cell.broken.what);
      add(list, 'expected', cell.broken.expected, true);
      add(list, 'seen', cell.broken.actual, true);
    }
    if (cell) add(list, cell.status === 'not-applicable' ? 'why' : 'declared reason', cell.reason);
  }
  add(list, 'the rule, ' + row.level + ' [' + row.source + ']', row.quote);
  add(list, 'its clause, ' + row.clause, data.clauses[row.clause]);
  sheet.querySelector('h2').textContent = row.id;
  sheet.querySelector('dl').replaceWith(list);
  sheet.showModal();
}
document.querySelector('tbody').addEventListener('click', event => {
  const button = event.target.closest('button');
  if (!button) return;
  const index = button.closest('td, th').cellIndex;
  open(data.rows[button.closest('tr').dataset.row], index === 0 ? undefined : index - 1);
});
sheet.addEventListener('click', event => event.target === sheet && sheet.close());
for (const one of [text, level, status]) one.addEventListener('input', filter);
filter();
`;
