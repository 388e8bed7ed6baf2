import { spawn } from 'node:child_process';
import { runtimePath } from '../runtimes.mjs';

const deadlineMs = 150_000;

/** How each runtime is told to run a module. Deno gets the one permission that its package promises to do with. */
const commands = {
  deno: ['run', '--quiet', '--no-prompt', '--no-remote', '--allow-net'],
  bun: ['run'],
};

/**
 * The arguments by which a runtime runs the module that follows them.
 * @param {string} name
 * @returns {readonly string[]}
 */
export const argumentsFor = name => commands[name] ?? [];

/**
 * Runs a module in a runtime to its end, or kills it after a while.
 * @param {string} name
 * @param {string} module
 * @param {readonly string[]} [args]
 * @param {Record<string, string>} [env]  besides what is there
 * @returns {Promise<{ code: number | null, out: string, err: string }>}
 */
export function runProgram(name, module, args = [], env = {}) {
  const program = runtimePath(name);
  if (program === undefined) throw new Error(`${name} is not there`);
  return new Promise((resolve, reject) => {
    const child = spawn(program, [...argumentsFor(name), module, ...args], {
      env: { ...process.env, DENO_NO_UPDATE_CHECK: '1', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const said = { out: '', err: '' };
    child.stdout.setEncoding('utf8').on('data', text => (said.out += text));
    child.stderr.setEncoding('utf8').on('data', text => (said.err += text));
    const timer = setTimeout(() => {
      said.err += `\nkilled: not done after ${deadlineMs / 1000} s`;
      child.kill('SIGKILL');
    }, deadlineMs);
    child.on('error', reject).on('close', code => {
      clearTimeout(timer);
      resolve({ code, ...said });
    });
  });
}
