/** The page's style: light and dark by the reader's system, the table's head and its first column always in sight. */
export const style = `
:root { color-scheme: light dark; --ground: #fff; --card: #f6f8fa; --line: #d8dee4; --text: #1f2328; --soft: #59636e;
  --good: #1a7f37; --good-ground: #dafbe1; --bad: #b3121d; --bad-ground: #ffdcd9; --odd: #7d4e00; --odd-ground: #fff1c2; --accent: #0757ba; }
@media (prefers-color-scheme: dark) { :root { --ground: #0d1117; --card: #161b22; --line: #30363d; --text: #e6edf3; --soft: #9198a1;
  --good: #4ac26b; --good-ground: #10301c; --bad: #ff7b72; --bad-ground: #4b1113; --odd: #e3b341; --odd-ground: #3a2a05; --accent: #6cb2ff; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--text); font: 15px/1.5 system-ui, sans-serif; }
header { padding: 1.5rem 1.5rem .5rem; } h1 { margin: 0; font-size: 1.5rem; letter-spacing: -.01em; }
header p { margin: .25rem 0 0; color: var(--soft); max-width: 44rem; }
form { display: flex; flex-wrap: wrap; gap: .5rem; padding: .75rem 1.5rem; align-items: center; }
input, select { font: inherit; color: inherit; background: var(--ground); border: 1px solid var(--line); border-radius: 6px; padding: .3rem .6rem; }
input { flex: 1 1 16rem; max-width: 28rem; } output { color: var(--soft); font-variant-numeric: tabular-nums; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 1px; }
.scroll { overflow: auto; max-height: calc(100vh - 11rem); border-top: 1px solid var(--line); }
table { border-collapse: separate; border-spacing: 0; width: 100%; }
th { text-align: left; font-weight: inherit; }
thead th { position: sticky; top: 0; z-index: 2; background: var(--card); border-bottom: 1px solid var(--line); padding: .5rem; vertical-align: bottom; font-size: .8rem; line-height: 1.3; min-width: 6.5rem; }
thead th b { display: block; font-weight: 600; overflow-wrap: anywhere; } thead small { display: block; white-space: nowrap; font-variant-numeric: tabular-nums; }
thead th:first-child { z-index: 3; } tr > :first-child { position: sticky; left: 0; padding-left: 1.5rem; background: var(--ground); }
thead tr > :first-child { background: var(--card); }
tbody th[scope=row] { padding: .15rem .75rem .15rem 1.5rem; border-bottom: 1px solid var(--line); min-width: 17rem; }
tbody td { border-bottom: 1px solid var(--line); padding: 2px; text-align: center; }
.chapter th { background: var(--card); border-bottom: 1px solid var(--line); padding: .5rem 1.5rem .35rem; font-weight: 600; }
code, pre { font: 12.5px/1.45 ui-monospace, SFMono-Regular, Menlo, monospace; overflow-wrap: anywhere; white-space: pre-wrap; }
td button, .name { all: unset; cursor: pointer; box-sizing: border-box; } td button { display: block; width: 100%; padding: .1rem; border-radius: 4px; font-weight: 600; }
td button:focus-visible, .name:focus-visible { outline: 2px solid var(--accent); } .name:hover { text-decoration: underline; }
.passed { color: var(--good); } .failed, .stale { color: var(--bad); } .deviates { color: var(--odd); } .not-applicable { color: var(--soft); }
td .passed { background: var(--good-ground); } td .failed, td .stale { background: var(--bad-ground); } td .deviates { background: var(--odd-ground); }
td button:hover { filter: brightness(.93); } [hidden] { display: none !important; }
dialog { border: 1px solid var(--line); border-radius: 10px; background: var(--ground); color: inherit; padding: 1.25rem 1.5rem; width: min(46rem, 94vw); max-height: 86vh; box-shadow: 0 12px 40px #0006; }
dialog::backdrop { background: #0006; } dialog h2 { margin: 0 2rem .25rem 0; font-size: 1rem; overflow-wrap: anywhere; } dl { margin: .75rem 0 0; }
dt { margin-top: .6rem; font-size: .8rem; color: var(--soft); } dd { margin: .1rem 0 0; } dd pre { margin: 0; background: var(--card); border-radius: 6px; padding: .5rem .75rem; }
dialog form { position: absolute; top: .75rem; right: .75rem; padding: 0; } dialog form button { font: inherit; border: 0; background: none; color: var(--soft); cursor: pointer; padding: .2rem .6rem; border-radius: 6px; }
@media (max-width: 40rem) { header { padding: 1rem 1rem .25rem; } form { padding: .5rem 1rem; } tr > :first-child, tbody th[scope=row], .chapter th { padding-left: 1rem; } tbody th[scope=row] { min-width: 10.5rem; max-width: 10.5rem; } thead th { min-width: 4.5rem; } .scroll { max-height: calc(100vh - 13rem); } }
@media print { .scroll { max-height: none; } form { display: none; } }
`;
