import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { packagesInOrder } from './packages.mjs';
import { forget, hashOf, isDone, markDone } from './stamp.mjs';

const run = promisify(execFile);

/**
 * Builds a private package by Vite, where what is there is not up to date. The packages it is made of are built already.
 * @param {string} name  the folder's name under `packages`
 * @param {('page' | 'server')[]} [halves]  as the package's vite.config.mjs has them
 * @returns {Promise<boolean>}  whether there was anything to do
 */
export async function buildByVite(name, halves = ['page']) {
  const packages = packagesInOrder();
  const pkg = packages.find(one => one.name === name);
  if (pkg === undefined) throw new Error(`there is no packages/${name}`);
  const own = fs.readdirSync(pkg.dir).filter(entry => !['dist', 'test', 'node_modules'].includes(entry));
  const needed = new Set(pkg.needs);
  // Each stands after those that it needs.
  for (const one of [...packages].reverse())
    if (needed.has(one.name)) one.needs.forEach(need => needed.add(need));
  const hash = hashOf([
    ...own.map(entry => path.join(pkg.dir, entry)),
    ...packages.filter(one => needed.has(one.name)).map(one => path.join(one.dir, 'dist')),
  ]);
  if (fs.existsSync(path.join(pkg.dir, 'dist')) && isDone(`vite-${name}`, hash)) return false;
  forget(`vite-${name}`);
  fs.rmSync(path.join(pkg.dir, 'dist'), { recursive: true, force: true });
  const vite = path.join(pkg.dir, 'node_modules/vite/bin/vite.js');
  for (const half of halves) {
    const args = [vite, 'build', '--logLevel', 'warn', ...(half === 'server' ? ['--ssr'] : [])];
    await run(process.execPath, args, { cwd: pkg.dir });
  }
  markDone(`vite-${name}`, hash);
  return true;
}
