import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import * as assert from 'uvu/assert';
import { runSuite } from '../testing/run-suite.mjs';
import { suite } from '../testing/suite.ts';

const test = suite('npm test: one suite', { deadlineMs: 20_000 });

async function counts(script: string, deadlineMs = 10_000) {
  const { passed, failed, skipped, output } = await runSuite({ name: 's', run: ['-e', script], deadlineMs });
  return { counts: [passed, failed, skipped], output };
}

test('counts what its closing line says', async () => {
  assert.equal((await counts(`console.log('x\\n3 passed, 0 failed, 2 skipped')`)).counts, [3, 0, 2]);
});

test('is one check where it has no closing line', async () => {
  assert.equal((await counts(`console.log('fine')`)).counts, [1, 0, 0]);
  assert.equal((await counts(`process.exit(2)`)).counts, [0, 1, 0]);
});

test('fails by its exit code, whatever its closing line says', async () => {
  assert.equal(
    (await counts(`console.log('3 passed, 0 failed, 0 skipped'); process.exit(1)`)).counts,
    [3, 1, 0],
  );
});

test('fails by its closing line, whatever its exit code says', async () => {
  assert.equal((await counts(`console.log('3 passed, 2 failed, 0 skipped')`)).counts, [3, 2, 0]);
});

test('fails where it passed nothing', async () => {
  assert.equal((await counts(`console.log('0 passed, 0 failed, 0 skipped')`)).counts, [0, 1, 0]);
});

test('fails where it dies after its closing line', async () => {
  const script = `console.log('3 passed, 0 failed, 0 skipped'); process.kill(process.pid, 'SIGKILL')`;
  assert.equal((await counts(script)).counts, [3, 1, 0]);
});

test('fails where its program is not there', async () => {
  const { failed, output } = await runSuite({ name: 's', run: ['x'], node: '/nowhere/node' });
  assert.is(failed, 1);
  assert.match(output, /ENOENT/);
});

test('keeps what it says on both outputs', async () => {
  assert.match((await counts(`console.error('oh'); process.exit(1)`)).output, /oh/);
});

test('is killed at its deadline with the processes it started', async () => {
  const script = `
    const child = require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'inherit' });
    console.log('child ' + child.pid);
    setInterval(() => {}, 1000)`;
  const { counts: numbers, output } = await counts(script, 1500);
  assert.equal(numbers, [0, 1, 0]);
  assert.match(output, /killed: not done after 1.5 s/);
  await isGone(Number(/child (\d+)/.exec(output)?.[1]));
});

test('leaves no process behind when it ends', async () => {
  const script = `
    const child = require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
    console.log('child ' + child.pid);
    process.exit(0)`;
  const { output } = await counts(script);
  await isGone(Number(/child (\d+)/.exec(output)?.[1]));
});

async function isGone(pid: number) {
  assert.ok(pid > 0);
  while (isAlive(pid)) await wait(20); // the deadline of the test is for where this never ends
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  const status = `/proc/${String(pid)}/status`;
  return !(existsSync(status) && /^State:\s+Z/m.test(readFileSync(status, 'utf8'))); // dead, though nobody looked
}

test.run();
