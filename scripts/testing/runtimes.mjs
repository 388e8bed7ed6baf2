import fs from 'node:fs';
import path from 'node:path';
import { root } from '../build/packages.mjs';

/**
 * Where each runtime's npm package keeps the program: the scope and the file inside the package of this platform. The
 * front packages find it by install scripts, which are not run here.
 * @type {Record<string, readonly [scope: string, file: string]>}
 */
const programs = {
  deno: ['@deno', 'deno'],
  bun: ['@oven', 'bin/bun'],
  workerd: ['@cloudflare', 'bin/workerd'],
};

/** The runtimes besides Node that the tests run on, in the versions of scripts/runtimes/package.json. */
export const runtimes = Object.keys(programs);

/**
 * The program of a runtime, or undefined where it has not been got yet.
 * @param {string} name  one of `runtimes`
 * @returns {string | undefined}
 */
export function runtimePath(name) {
  const [scope, file] = programs[name];
  const folder = path.join(root, 'scripts/runtimes/node_modules', scope);
  const ending = process.platform === 'win32' ? '.exe' : '';
  const found = fs.existsSync(folder)
    ? fs.readdirSync(folder).map(pkg => path.join(folder, pkg, file + ending))
    : [];
  return found.find(program => fs.existsSync(program));
}
