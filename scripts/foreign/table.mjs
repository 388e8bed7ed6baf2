/** The table of how other projects' `wx.request` keeps the rules: Markdown, out of the suite's own JSON reports. */

/** @typedef {import('./subjects.mjs').Foreign & { version: string, report: { results: Result[] } }} Judged */
/** @typedef {{ id: string, status: string, level: string, quote: string, broken?: { what: string, expected: string, actual: string } }} Result */

const longest = 110;

/** Rules whose failure tells most: what users meet first, or what loses their data. */
const telling = [
  ...['call/returns-task/at-once-with-five-methods', 'call/callbacks/fail-then-complete'],
  ...['call/any-status/not-found', 'call/any-status/a-body-cut-short-is-fail'],
  ...['url/get-query/nested-array', 'url/get-merge/replaced-in-place', 'url/fragment/data-before-it'],
  ...['body/form/nested-object', 'body/json/null', 'body/binary/typed-array'],
  ...['response/json/not-json', 'response/json/empty', 'response/cookies/none'],
  ...['task/headers-event/what-it-gets', 'task/chunks/in-order', 'task/abort/at-once'],
  ...['task/timeout/before-the-head', 'failures/unknown/nobody-listens'],
];

const chapterOf = (/** @type {Result} */ { id }) => id.split('/')[0];
const clauseOf = (/** @type {string} */ id) => id.split('/').slice(0, 2).join('/');
const row = (/** @type {readonly unknown[]} */ cells) => `| ${cells.join(' | ')} |`;
const rule = (/** @type {number} */ columns) =>
  row(Array.from({ length: columns }, (_, i) => (i === 0 ? '---' : '---:')));

/** How many of these were kept, of how many. */
function score(/** @type {Result[]} */ results) {
  const asked = results.filter(({ status }) => status !== 'not-applicable');
  return `${asked.filter(({ status }) => status === 'passed').length} / ${asked.length}`;
}

/** Text in a table's cell, without addresses and tokens that differ from run to run. */
function cell(/** @type {string} */ text) {
  const steady = text
    .replace(/\s+/g, ' ')
    .replace(/date: "[^"]+"/g, 'date: "…"')
    .replace(/127\.0\.0\.1:\d+/g, '127.0.0.1')
    .replace(/\/[a-z0-9]+-\d+(?=\/)/g, '/…');
  const short = steady.length > longest ? `${steady.slice(0, longest)}…` : steady;
  return `\`${short.replace(/`/g, "'").replace(/\|/g, '\\|')}\``;
}

/** One line for each of these groups of rules. */
function scores(
  /** @type {Judged[]} */ judged,
  /** @type {string[]} */ groups,
  /** @type {(one: Result) => string} */ groupOf,
  /** @type {string} */ mark,
) {
  const of = (/** @type {Judged} */ { report }, /** @type {string} */ group) =>
    score(report.results.filter(one => groupOf(one) === group));
  return groups.map(group => row([mark + group + mark, ...judged.map(one => of(one, group))]));
}

/** What this one did at each rule that tells most and that it broke. */
function failures(/** @type {Judged} */ { name, call, report }) {
  const broken = report.results.filter(({ status }) => status === 'failed');
  const chosen = broken.filter(({ id }) => telling.includes(id));
  const shown = chosen.length > 0 ? chosen : broken;
  return [
    `## ${name}: \`${call}\``,
    '',
    row(['case', 'the rule', 'looked at', 'expected', 'got']),
    row(['---', '---', '---', '---', '---']),
    ...shown.map(({ id, quote, broken }) =>
      row([
        `[${id}](SPEC.md#${clauseOf(id)})`,
        quote.replace(/\|/g, '\\|'),
        ...(broken ? [broken.what, cell(broken.expected), cell(broken.actual)] : ['', '', '']),
      ]),
    ),
    '',
  ];
}

/** The whole page. */
export function foreignTable(/** @type {Judged[]} */ judged, /** @type {string} */ browser) {
  const asked = judged.flatMap(({ report }) =>
    report.results.filter(({ status }) => status !== 'not-applicable'),
  );
  const chapters = [...new Set(asked.map(chapterOf))];
  return [
    '# How others keep the rules',
    '',
    `What other projects offer in a page in place of \`wx.request\`, judged by this suite in ${browser}, and \`@wxreq/browser\` in the same way: as a`,
    'bare `request`, out of the package, with nothing configured. Cases that need host options, or what no page can do, are asked of nobody.',
    'Each figure is: rules kept / rules asked. None of the projects promises to keep them all; those of the level *documented* are the words of Tencent and WeChat.',
    '',
    'Made by `npm run foreign`. What `@wxreq/browser` breaks, the engine breaks for every page: the reasons stand in its deviations.',
    '',
    row(['', ...judged.map(({ name }) => name)]),
    rule(judged.length + 1),
    row(['package', ...judged.map(one => `\`${one.package}\``)]),
    row(['version', ...judged.map(({ version }) => version)]),
    ...scores(judged, ['all'], () => 'all', '**'),
    ...scores(judged, ['documented', 'observed', 'decided'], ({ level }) => level, '*'),
    ...scores(judged, chapters, chapterOf, ''),
    '',
    ...judged.flatMap(failures),
  ].join('\n');
}
