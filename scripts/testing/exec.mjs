/**
 * Runs test files on Node: `node scripts/testing/exec.mjs FILE …`. uvu's own runner says "success" when it saw no test,
 * when `run()` was forgotten, when a hook threw or something other than an Error was thrown; this one does not.
 * The last line is `N passed, N failed, N skipped`; the exit code is 0 only if something passed and nothing failed.
 */
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { register } from 'tsx/esm/api';

const lingerMs = 5000;

register();
const { runFile } = await import('./queue.ts');
const { plain, toError } = await import('./registry.ts');
const { printed, summary } = await import('./print.ts');

const totals = { passed: 0, failed: 0, skipped: 0 };
let current = 'before any file';
let closed = false;

function fail(failure) {
  totals.failed += 1;
  console.log(printed(failure));
}

for (const event of ['uncaughtException', 'unhandledRejection']) {
  process.on(event, thrown => {
    // A test that listens by itself expects it.
    if (process.listenerCount(event) === 1) fail({ suite: `${event} in ${current}`, error: toError(thrown) });
  });
}

function close() {
  if (closed) return;
  closed = true;
  if (totals.passed + totals.failed === 0) {
    fail({ suite: 'exec', error: plain('there was no test') });
  }
  console.log(summary(totals));
  process.exitCode = totals.failed > 0 ? 1 : 0;
}

process.on('exit', () => {
  if (closed) return;
  fail({ suite: current, error: plain('the process ended before its tests did') });
  close();
});

for (const file of process.argv.slice(2)) {
  current = path.relative(process.cwd(), path.resolve(file));
  const report = await runFile(current, () => import(pathToFileURL(path.resolve(file)).href));
  for (const failure of report.failures) console.log(printed(failure));
  for (const key of Object.keys(totals)) totals[key] += report[key];
}

current = 'after the last test';
process.on('beforeExit', close);
setTimeout(() => {
  const held = process.getActiveResourcesInfo().join(', ');
  fail({ suite: current, error: plain(`the process was kept alive for ${lingerMs} ms by: ${held}`) });
  close();
  process.exit();
}, lingerMs).unref();
