/**
 * Processes that never outlive the one that started them, not even if that is killed: a shell leads a process group of
 * its own, waits for its standard input to end, and then kills the group.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';

const leader = '("$@" 0</dev/null; kill -9 0) & read -r _; kill -9 0';

/**
 * @param {string} program
 * @param {string[]} args
 * @param {Record<string, string>} env on top of this process's
 */
export function supervise(program, args, env = {}) {
  const child = spawn('/bin/sh', ['-c', leader, 'sh', program, ...args], {
    detached: true,
    env: { ...process.env, ...env },
    stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', data => {
      said = (said + String(data)).slice(-4000);
    });
  }
  const ended = once(child, 'exit');
  child.stdin?.on('error', () => {
    // Gone already.
  });
  return {
    /** The process group's id. */
    group: child.pid,
    /** What is written to file descriptor 3. */
    third: child.stdio[3],
    /** Resolves when all is over, wanted or not. */
    ended,
    /** The last of what it wrote to standard output and error. */
    said: () => said,
    async stop() {
      child.stdin?.end();
      await ended;
    },
  };
}
