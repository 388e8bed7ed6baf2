/**
 * `npm test`: everything. `npm test -- WORD …`: the suites whose name has one of the words. `npm run check`: build, types,
 * lint, format. The last line is `N passed, N failed, N skipped`; the exit code says the same.
 */
import { killAll, runSuite } from './testing/run-suite.mjs';
import { suites } from './testing/suites.mjs';

const atOnce = 2;

const words = process.argv.slice(2).filter(word => !word.startsWith('--'));
const quick = process.argv.includes('--quick');
const chosen = suites.filter(
  suite =>
    suite.alone ||
    ((!quick || suite.quick) && (words.length === 0 || words.some(word => suite.name.includes(word)))),
);

process.on('exit', killAll);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(1));

const totals = { passed: 0, failed: 0, skipped: 0 };

async function run(suite) {
  const { output, seconds, ...result } = await runSuite(suite);
  for (const key of Object.keys(totals)) totals[key] += result[key];
  const bad = result.failed > 0 || result.passed + result.skipped === 0;
  if (bad && result.failed === 0) totals.failed += 1;
  if (bad) console.log(`\n--- ${suite.name}\n${output.trimEnd()}\n---`);
  console.log(`${bad ? '✗' : '✓'} ${suite.name.padEnd(28)} ${result.passed} passed, ${seconds.toFixed(1)} s`);
  return !bad;
}

async function runAll(list) {
  const waiting = [...list];
  const worker = async () => {
    for (let suite = waiting.shift(); suite !== undefined; suite = waiting.shift()) await run(suite);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

let good = true;
for (const suite of chosen.filter(suite => suite.alone)) good = good && (await run(suite));
if (good) await runAll(chosen.filter(suite => !suite.alone));

if (totals.passed + totals.failed === 0) totals.failed = 1;
console.log(`${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`);
process.exitCode = totals.failed > 0 ? 1 : 0;
