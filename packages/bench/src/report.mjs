import { median } from './measure.mjs';

/**
 * The ratio of one client to another: the median over rounds, each taken within its round.
 * @param {Map<string, { cpuUs: number, perSecond: number }[]>} results
 * @param {'cpuUs' | 'perSecond'} figure
 */
export function ratio(results, figure, name, to) {
  const others = results.get(to);
  return median(results.get(name).map((result, round) => result[figure] / others[round][figure]));
}

/**
 * One line for each client: medians, and ratios to the first and to undici's `request`.
 * @param {string} title
 * @param {Map<string, { cpuUs: number, perSecond: number }[]>} results
 * @param {{ unit: string, bytes?: number }} shape  `bytes`: of one answer, where the speed is shown in MiB/s
 */
export function table(title, results, { unit, bytes }) {
  const [floor] = results.keys();
  const against = [...new Set([floor, 'undici request'])].filter(name => results.has(name));
  const rows = [...results].map(([name, rounds]) => {
    const perSecond = median(rounds.map(round => round.perSecond));
    return [
      name,
      median(rounds.map(round => round.cpuUs)).toFixed(1),
      bytes === undefined ? perSecond.toFixed(0) : ((perSecond * bytes) / 1024 / 1024).toFixed(0),
      ...against.map(to => ratio(results, 'cpuUs', name, to).toFixed(2)),
      ...against.map(to => ratio(results, 'perSecond', name, to).toFixed(2)),
    ];
  });
  const short = name => /\((\w+)\)$/.exec(name)?.[1] ?? name;
  const header = [
    title,
    'CPU µs',
    unit,
    ...against.map(name => `CPU/${short(name)}`),
    ...against.map(name => `speed/${short(name)}`),
  ];
  return layOut([header, ...rows]);
}

function layOut(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map(row => row[column].length)));
  const line = row =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column])))
      .join('  ');
  return rows.map(line).join('\n');
}
