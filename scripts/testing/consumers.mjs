import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { root } from '../build/packages.mjs';

const folder = path.join(root, 'scripts/consumers');
const { dependencies } = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'));

/** The folder of a tool that users of the packages work with, as named in scripts/consumers/package.json. */
export const toolPath = name => path.join(folder, 'node_modules', name);

/** Loads such a tool. */
export const loadTool = name => import(createRequire(path.join(folder, 'package.json')).resolve(name));

/** Whether all of them are there, in the versions asked for. */
export function hasTools() {
  return Object.entries(dependencies).every(([name, version]) => {
    const manifest = path.join(toolPath(name), 'package.json');
    if (!fs.existsSync(manifest)) return false;
    return version.endsWith(JSON.parse(fs.readFileSync(manifest, 'utf8')).version);
  });
}
