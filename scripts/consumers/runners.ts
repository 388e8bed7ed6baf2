import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const tools = fileURLToPath(new URL('node_modules', import.meta.url));

/** Lets the files of a folder find a tool of `scripts/consumers`. */
function link(folder: string, name: string): void {
  const to = path.join(folder, 'node_modules', name);
  fs.mkdirSync(path.dirname(to), { recursive: true });
  if (!fs.existsSync(to)) fs.symlinkSync(path.join(tools, name), to);
}

/** Runs a tool in a folder; what it says, wherever it says it. */
function run(folder: string, args: readonly string[]): Promise<string> {
  return new Promise(resolve => {
    const env = { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined, NODE_OPTIONS: '' };
    execFile(process.execPath, args, { cwd: folder, env }, (_error, out, err) => {
      resolve(`${out}\n${err}`);
    });
  });
}

/** Runs the folder's `*.test.js` by Vitest. */
export function runVitest(folder: string): Promise<string> {
  link(folder, 'vitest');
  return run(folder, [path.join(tools, 'vitest/vitest.mjs'), 'run', '--root', folder]);
}

/** Runs the folder's `*.test.cjs` by Jest. */
export function runJest(folder: string): Promise<string> {
  link(folder, 'jest-environment-jsdom');
  return run(folder, [
    ...[path.join(tools, 'jest/bin/jest.js'), '--rootDir', folder, '--config'],
    JSON.stringify({ testMatch: ['**/*.test.cjs'], haste: { forceNodeFilesystemAPI: true } }),
  ]);
}
