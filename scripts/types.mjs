/**
 * Checks types: each package by its own tsconfig.json, then all tests and scripts by those in `scripts`.
 * What has not changed since it last passed is not checked again. The last line counts the programs.
 */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { packagesInOrder, root } from './build/packages.mjs';
import { hashOf, isDone, markDone } from './build/stamp.mjs';

const at = (...names) => path.join(root, ...names);
const packages = packagesInOrder();
const shared = [at('tsconfig.base.json'), at('pnpm-lock.yaml'), at('scripts/types.mjs')];

const programs = packages
  .flatMap(pkg => ['', 'test/types'].map(folder => ({ pkg, folder: path.join(pkg.dir, folder) })))
  .filter(({ folder }) => hashOf([path.join(folder, 'tsconfig.json')]) !== hashOf([]))
  .map(({ pkg, folder }) => ({
    name: path.relative(root, folder),
    inputs: [
      ...['src', 'test/types', 'package.json', 'tsconfig.json'].map(name => path.join(pkg.dir, name)),
      ...[pkg.name, ...pkg.needs].map(name => at('packages', name, 'dist')),
    ],
  }));
const everything = [at('scripts'), at('packages'), at('rollup.config.mjs')];
programs.push(
  { name: 'scripts', inputs: everything },
  { name: 'scripts/tsconfig.mjs.json', inputs: everything },
);

const totals = { passed: 0, failed: 0 };
for (const { name, inputs } of programs) {
  const stamp = `types-${name.replaceAll('/', '-')}`;
  const hash = hashOf([...inputs, ...shared]);
  const good = isDone(stamp, hash) || check(name);
  totals[good ? 'passed' : 'failed'] += 1;
  if (good) markDone(stamp, hash);
}
console.log(`${totals.passed} passed, ${totals.failed} failed, 0 skipped`);
process.exitCode = totals.failed > 0 ? 1 : 0;

function check(folder) {
  const tsc = at('node_modules/typescript/bin/tsc');
  const { status } = spawnSync(process.execPath, [tsc, '-p', folder], { cwd: root, stdio: 'inherit' });
  if (status !== 0) console.log(`types: ${folder} has errors`);
  return status === 0;
}
