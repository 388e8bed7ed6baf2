/** The page's style: light and dark by the reader's system. */
export const style = `
:root { color-scheme: light dark; --line: #8884; --soft: #8882; --good: #1a7f37; --bad: #cf222e; --odd: #9a6700; --grey: #777; }
@media (prefers-color-scheme: dark) { :root { --good: #3fb950; --bad: #f85149; --odd: #d29922; --grey: #999; } }
body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 78rem; padding: 0 1rem; }
h1 { font-size: 1.4rem; } h2 { font-size: 1.05rem; margin: 0; }
.controls { position: sticky; top: 0; background: Canvas; padding: .6rem 0; display: flex; gap: .6rem; flex-wrap: wrap; z-index: 2; }
input, select { font: inherit; padding: .25rem .5rem; } input { flex: 1; min-width: 14rem; }
table { border-collapse: collapse; width: 100%; } th, td { border-bottom: 1px solid var(--line); padding: .3rem .5rem; text-align: left; vertical-align: top; }
thead th { white-space: nowrap; } .chapter th { background: var(--soft); padding-top: .6rem; }
code { font: 13px/1.4 ui-monospace, monospace; overflow-wrap: anywhere; } .rule { color: var(--grey); font-size: .85rem; }
.passed { color: var(--good); } .failed, .stale { color: var(--bad); font-weight: 600; } .deviates { color: var(--odd); } .not-applicable { color: var(--grey); }
summary { cursor: pointer; white-space: nowrap; } details[open] { max-width: 34rem; } dl { margin: .3rem 0; color: CanvasText; font-weight: 400; } dt { font-size: .8rem; color: var(--grey); } dd { margin: 0 0 .3rem; }
tr[hidden] { display: none; }
`;

/** The page's filter: by words in the row, and by how a case ended anywhere. */
export const script = `
const text = document.querySelector('#text'), status = document.querySelector('#status');
const rows = [...document.querySelectorAll('tr[data-status]')];
function filter() {
  const words = text.value.toLowerCase().split(/\\s+/).filter(Boolean);
  for (const row of rows) {
    const said = row.textContent.toLowerCase();
    const fits = status.value === '' || row.dataset.status.split(' ').includes(status.value);
    row.hidden = !fits || !words.every(word => said.includes(word));
  }
  for (const head of document.querySelectorAll('tr.chapter')) {
    let next = head.nextElementSibling, any = false;
    for (; next && next.dataset.status !== undefined; next = next.nextElementSibling) any ||= !next.hidden;
    head.hidden = !any;
  }
}
text.addEventListener('input', filter);
status.addEventListener('change', filter);
`;
