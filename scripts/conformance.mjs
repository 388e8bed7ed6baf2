/**
 * `npm run conformance [-- WORD …]`: the conformance suite in every runtime that is here, on one page: a matrix of cases and
 * runtimes. With WORDs, those whose name has one of them. `--install` gets what is missing. Ends with the page's place and
 * `N passed, N failed, N skipped`.
 */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import './bootstrap.mjs';
import { root } from './build/packages.mjs';
import { missing } from './testing/needs.mjs';
import { killAll, runSuite } from './testing/run-suite.mjs';
import { suites } from './testing/suites.mjs';

const folder = path.join(root, 'node_modules/.cache/conformance');
const page = path.join(folder, 'index.html');
const words = process.argv.slice(2).filter(word => !word.startsWith('--'));
const mayInstall = process.argv.includes('--install');

process.on('exit', killAll);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(1));

const totals = { passed: 0, failed: 0, skipped: 0 };
const reports = [];

const add = ({ passed, failed, skipped }) => {
  totals.passed += passed;
  totals.failed += failed;
  totals.skipped += skipped;
};

async function judge(suite) {
  const lacks = await Promise.all([suite.needs ?? []].flat().map(need => missing(need, mayInstall)));
  const lack = lacks.find(each => each !== undefined);
  if (lack !== undefined) {
    console.log(`- ${suite.name}: ${lack}`);
    add({ passed: 0, failed: 0, skipped: 1 });
    return;
  }
  const report = path.join(folder, `${suite.name.replace(/\W+/g, '-')}.json`);
  const result = await runSuite({ ...suite, run: [...suite.run, '--report=json', `--out=${report}`] });
  add(result);
  console.log(`${result.failed > 0 ? '✗' : '✓'} ${suite.name} (${result.seconds.toFixed(1)} s)`);
  if (fs.existsSync(report)) reports.push(report);
  else console.log(result.output.trimEnd());
}

fs.rmSync(folder, { recursive: true, force: true });
fs.mkdirSync(folder, { recursive: true });
const build = await runSuite(suites.find(({ name }) => name === 'build'));
if (build.failed > 0) {
  console.error(build.output);
  process.exit(1);
}
const chosen = suites.filter(
  ({ name, report }) => report && (words.length === 0 || words.some(word => name.includes(word))),
);
if (chosen.length === 0) {
  console.error('no conformance run is called so');
  process.exit(1);
}
for (const suite of chosen) await judge(suite);
if (reports.length > 0) {
  const compare = ['packages/conformance/dist/cli.js', 'compare', ...reports, '--out', page];
  const { status } = spawnSync(process.execPath, compare, { cwd: root, stdio: 'inherit' });
  if (status !== 0) totals.failed += 1;
}
console.log(`${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`);
process.exitCode = totals.failed > 0 || totals.passed === 0 ? 1 : 0;
