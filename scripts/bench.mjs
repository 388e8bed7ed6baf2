/** `npm run bench`: builds what is missing, then measures; the options stand in packages/bench/src/main.mjs. */
import './bootstrap.mjs';
import { spawnSync } from 'node:child_process';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');

function run(...args) {
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

run('scripts/build.mjs', 'node');
run('--expose-gc', 'packages/bench/src/main.mjs', ...process.argv.slice(2));
