import { spawnSync } from 'node:child_process';
import { median } from './measure.mjs';

const code = name => `
  const start = performance.now();
  await import('${name}');
  const figures = [performance.now() - start, process.memoryUsage().rss / 1024 / 1024];
  console.log(JSON.stringify(figures));
`;

function importOnce(name) {
  const args = ['--input-type=module', '-e', code(name)];
  const { stdout, stderr, status } = spawnSync(process.execPath, args, {
    cwd: import.meta.dirname,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`import '${name}' failed: ${stderr}`);
  return JSON.parse(stdout);
}

/**
 * What it costs to import these packages, each time in a fresh process and in turns: medians of the milliseconds, and of
 * the whole process's resident MiB right after.
 * @param {string[]} names
 * @param {number} rounds
 * @returns {Map<string, { ms: number, mebibytes: number }>}
 */
export function importCosts(names, rounds) {
  const runs = new Map(names.map(name => [name, []]));
  for (let round = 0; round < rounds; round += 1)
    for (const name of names) runs.get(name).push(importOnce(name));
  const middle = (all, index) => median(all.map(figures => figures[index]));
  return new Map(
    names.map(name => [name, { ms: middle(runs.get(name), 0), mebibytes: middle(runs.get(name), 1) }]),
  );
}
