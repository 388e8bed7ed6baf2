/**
 * `npm run demo`: builds what is missing, then tells the story in scripts/demo. `npm run demo -- URL`: one GET on a real
 * address instead. `npm run demo -- --page`: the playground.
 */
import './bootstrap.mjs';
import { spawnSync } from 'node:child_process';
import path from 'node:path';

const words = process.argv.slice(2);
const isPage = words.length === 1 && words[0] === '--page';
const needed = isPage ? ['browser', 'conformance'] : ['node'];

const root = path.resolve(import.meta.dirname, '..');
const { status } = spawnSync(process.execPath, ['scripts/build.mjs', ...needed], {
  cwd: root,
  stdio: 'inherit',
});
if (status !== 0) process.exit(status ?? 1);

// Not imported above: on a fresh clone what it needs is there only now.
const { main } = await import(isPage ? './demo/open-page.mjs' : './demo/main.mjs');
process.exitCode = await main(words);
