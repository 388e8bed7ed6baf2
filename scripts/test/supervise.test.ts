import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as assert from 'uvu/assert';
import { supervise } from '../testing/browsers/supervise.mjs';
import { suite } from '../testing/suite.ts';

const test = suite('browsers: processes');

/** Resolves when the leader of this group runs no more; where nobody collects the dead, it may still be listed. */
async function gone(group: number): Promise<void> {
  for (;;) {
    try {
      process.kill(-group, 0);
      if (readFileSync(`/proc/${String(group)}/stat`, 'utf8').includes(') Z ')) return;
    } catch {
      return;
    }
    await new Promise(resolve => setTimeout(resolve, 10));
  }
}

function groupOf({ group }: { group: number | undefined }): number {
  if (group === undefined) throw new Error('nothing was started');
  return group;
}

test('stop ends a process with all that it started', async () => {
  const running = supervise('/bin/sh', ['-c', 'sleep 100 & sleep 100']);
  await running.stop();
  await gone(groupOf(running));
});

test('one that ends by itself is noticed, with what it said', async () => {
  const running = supervise('/bin/sh', ['-c', 'echo so long; exit 3']);
  await running.ended;
  assert.is(running.said(), 'so long\n');
  await gone(groupOf(running));
});

test('what is started dies with whoever started it, even if that is killed', async () => {
  const module = JSON.stringify(path.resolve(import.meta.dirname, '../testing/browsers/supervise.mjs'));
  const script = `import { supervise } from ${module}; console.log(supervise('sleep', ['100']).group); setInterval(() => {}, 1000);`;
  const starter = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(starter.stdout, 'data');
  const group = Number(String(line));
  assert.ok(group > 1);
  process.kill(-group, 0);
  starter.kill('SIGKILL');
  await gone(group);
});

test.run();
