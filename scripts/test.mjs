/**
 * `npm test`: everything. `npm test -- WORD …`: the suites whose name has one of the words. `npm run check`: build, types,
 * lint, format. `--install` gets what suites need from the system; with CI=true that happens by itself, and what is
 * missing fails. The last line is `N passed, N failed, N skipped`; the exit code says the same.
 */
import './bootstrap.mjs';
import os from 'node:os';
import { hasMatrix, missing } from './testing/needs.mjs';
import { killAll, runSuite } from './testing/run-suite.mjs';
import { suites } from './testing/suites.mjs';

// Half of the time a suite waits: for deadlines, for a browser to start.
const atOnce = os.availableParallelism() + 1;
const ci = process.env.CI === 'true';

const words = process.argv.slice(2).filter(word => !word.startsWith('--'));
const quick = process.argv.includes('--quick');
const mayInstall = ci || process.argv.includes('--install');

process.on('exit', killAll);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(1));

const start = performance.now();
const totals = { passed: 0, failed: 0, skipped: 0 };

function isChosen(suite) {
  if (quick && !suite.quick) return false;
  return suite.gate || words.length === 0 || words.some(word => suite.name.includes(word));
}

async function run(suite) {
  const lacks = await Promise.all([suite.needs ?? []].flat().map(need => missing(need, mayInstall)));
  const lack = lacks.find(each => each !== undefined);
  if (lack !== undefined) {
    totals[ci ? 'failed' : 'skipped'] += 1;
    console.log(`${ci ? '✗' : '-'} ${suite.name}: ${lack}`);
    return false;
  }
  const { passed, failed, skipped, seconds, output } = await runSuite(suite);
  totals.passed += passed;
  totals.failed += failed;
  totals.skipped += skipped;
  if (failed > 0) console.log(`\n--- ${suite.name}\n${output.trimEnd()}\n---\n`);
  const counts = [`${passed} passed`, failed > 0 && `${failed} failed`, skipped > 0 && `${skipped} skipped`];
  console.log(
    `${failed > 0 ? '✗' : '✓'} ${suite.name.padEnd(28)} ${seconds.toFixed(1).padStart(6)} s  ${counts.filter(Boolean).join(', ')}`,
  );
  return failed === 0;
}

async function runAll(waiting) {
  const worker = async () => {
    for (let suite = waiting.shift(); suite !== undefined; suite = waiting.shift()) await run(suite);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

if (ci && !hasMatrix)
  console.log(`The Node matrix is for Linux x64; here only Node ${process.versions.node} is tested.`);
const chosen = suites.filter(isChosen);
let isOpen = true;
for (const suite of chosen.filter(suite => suite.gate)) isOpen = isOpen && (await run(suite));
if (isOpen) await runAll(chosen.filter(suite => !suite.gate));

console.log(`in ${((performance.now() - start) / 1000).toFixed(0)} s`);
console.log(`${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`);
process.exitCode = totals.failed > 0 || totals.passed === 0 ? 1 : 0;
