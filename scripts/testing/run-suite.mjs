import { spawn } from 'node:child_process';
import { root } from '../build/packages.mjs';

const countsLine = /^(\d+) passed, (\d+) failed, (\d+) skipped$/;

/** The process groups that run now, by their leader. */
const running = new Set();

/** Ends every suite that runs, and its children with it. */
export function killAll() {
  for (const child of running) kill(child);
}

/**
 * Runs one suite as a process of its own. Counts come from its closing line; without one it is a single check.
 * @param {import('./suites.mjs').Suite} suite
 * @returns {Promise<{ passed: number, failed: number, skipped: number, seconds: number, output: string }>}
 */
export async function runSuite({ run, node = process.execPath, deadlineMs = 300_000 }) {
  const start = performance.now();
  const child = spawn(node, run, {
    cwd: root,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', text => (output += text));
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    kill(child);
  }, deadlineMs);
  const code = await new Promise(resolve => {
    child.on('close', resolve).on('error', error => resolve(String(error)));
  });
  clearTimeout(timer);
  kill(child); // what it left behind
  running.delete(child);
  if (typeof code === 'string') output += code;
  if (late) output += `\nkilled: not done after ${deadlineMs / 1000} s\n`;
  return { ...counts(output, code), seconds: (performance.now() - start) / 1000, output };
}

function counts(output, code) {
  const [, ...numbers] = countsLine.exec(output.trimEnd().split('\n').at(-1) ?? '') ?? [];
  const isGood = code === 0;
  if (numbers.length === 0) return { passed: isGood ? 1 : 0, failed: isGood ? 0 : 1, skipped: 0 };
  const [passed, failed, skipped] = numbers.map(Number);
  return { passed, failed: isGood && passed + skipped > 0 ? failed : Math.max(failed, 1), skipped };
}

function kill(child) {
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // The group is gone already.
  }
}
