/**
 * `npm run demo`: builds what is missing, then tells the story in scripts/demo. `npm run demo -- URL`: one GET on a real
 * address instead. `npm run demo -- --page`: the playground. `npm run demo -- --ssr`: the example of server-side rendering.
 */
import './bootstrap.mjs';
import { spawnSync } from 'node:child_process';
import path from 'node:path';

const words = process.argv.slice(2);
/** What is told: which packages it needs, and its file. */
const tales = {
  '--page': { packages: ['browser', 'conformance'], file: './demo/open-page.mjs' },
  '--ssr': { packages: ['browser', 'node'], file: './demo/open-ssr.mjs' },
};
const story = { packages: ['node'], file: './demo/main.mjs' };
const { packages, file } = (words.length === 1 && tales[words[0]]) || story;

const root = path.resolve(import.meta.dirname, '..');
const { status } = spawnSync(process.execPath, ['scripts/build.mjs', ...packages], {
  cwd: root,
  stdio: 'inherit',
});
if (status !== 0) process.exit(status ?? 1);

// Not imported above: on a fresh clone what it needs is there only now.
const { main } = await import(file);
process.exitCode = await main(words);
