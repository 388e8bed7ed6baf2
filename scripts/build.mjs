/**
 * Builds packages into their `dist`: `node scripts/build.mjs [--force] [core node …]`, without names all of them.
 * The packages that a named one needs are built first; what is up to date is left alone.
 */
import './bootstrap.mjs';
import fs from 'node:fs';
import path from 'node:path';
import { packageEntries, packagesInOrder, root } from './build/packages.mjs';
import { forget, hashOf, isDone, markDone } from './build/stamp.mjs';

// Not imported above: on a fresh clone they are there only now.
const { rollup } = await import('rollup');
const { packageConfig } = await import('../rollup.config.mjs');

const names = process.argv.slice(2).filter(word => !word.startsWith('--'));
const force = process.argv.includes('--force');

const packages = packagesInOrder();
for (const name of names) {
  if (!packages.some(pkg => pkg.name === name)) throw new Error(`there is no packages/${name}`);
}
for (const pkg of wanted(packages, names)) await build(pkg);

function wanted(all, chosen) {
  if (chosen.length === 0) return all;
  const needed = new Set(chosen);
  for (const pkg of [...all].reverse()) if (needed.has(pkg.name)) pkg.needs.forEach(name => needed.add(name));
  return all.filter(pkg => needed.has(pkg.name));
}

async function build(pkg) {
  const { targets, missing } = packageEntries(pkg);
  if (targets.length === 0) return;
  const hash = hashOf(inputsOf(pkg));
  const whole = targets.every(target => fs.existsSync(path.join(pkg.dir, target)));
  if (!force && whole && isDone(`build-${pkg.name}`, hash)) return;

  const start = performance.now();
  forget(`build-${pkg.name}`);
  fs.rmSync(path.join(pkg.dir, 'dist'), { recursive: true, force: true });
  if (missing.length > 0) throw new Error(`${pkg.name} exports what is not there: ${missing.join(', ')}`);
  for (const options of packageConfig(pkg)) {
    const bundle = await rollup(options);
    for (const output of [options.output].flat()) await bundle.write(output);
    await bundle.close();
  }
  markDone(`build-${pkg.name}`, hash);
  console.log(`built ${pkg.name} in ${((performance.now() - start) / 1000).toFixed(1)} s`);
}

function inputsOf(pkg) {
  const own = ['src', 'package.json', 'tsconfig.json'].map(name => path.join(pkg.dir, name));
  const house = [
    'rollup.config.mjs',
    'tsconfig.base.json',
    'pnpm-lock.yaml',
    'scripts/build',
    'scripts/build.mjs',
  ];
  const needed = pkg.needs.map(name => path.join(root, 'packages', name, 'dist'));
  return [...own, ...house.map(name => path.join(root, name)), ...needed];
}
