import fs from 'node:fs';
import path from 'node:path';

/** The top folder of the workspace. */
export const root = path.resolve(import.meta.dirname, '../..');

/**
 * @typedef {object} Package
 * @property {string} name  the folder's name under `packages`
 * @property {string} dir  absolute
 * @property {any} manifest  its package.json
 * @property {string[]} needs  folder names of the workspace packages it depends on
 */

/**
 * Every package of the workspace, each after those it depends on.
 * @param {string} top
 * @returns {Package[]}
 */
export function packagesInOrder(top = root) {
  const all = readPackages(path.join(top, 'packages'));
  const placed = new Map();
  while (placed.size < all.length) {
    const next = all.filter(pkg => !placed.has(pkg.name) && pkg.needs.every(name => placed.has(name)));
    if (next.length === 0) throw new Error('the packages depend on each other in a circle');
    for (const pkg of next) placed.set(pkg.name, pkg);
  }
  return [...placed.values()];
}

function readPackages(folder) {
  const found = fs
    .readdirSync(folder)
    .sort()
    .filter(name => fs.existsSync(path.join(folder, name, 'package.json')))
    .map(name => {
      const dir = path.join(folder, name);
      return { name, dir, manifest: JSON.parse(fs.readFileSync(path.join(dir, 'package.json'), 'utf8')) };
    });
  const folderOf = new Map(found.map(pkg => [pkg.manifest.name, pkg.name]));
  return found.map(pkg => {
    const { dependencies, devDependencies, peerDependencies } = pkg.manifest;
    const wanted = Object.keys({ ...dependencies, ...devDependencies, ...peerDependencies });
    return { ...pkg, needs: wanted.flatMap(name => folderOf.get(name) ?? []) };
  });
}

/**
 * What `exports` (and `bin`) of a package point to in `dist`: the source of each entry by its name, those of them whose types
 * are wanted, and whether CommonJS is.
 * @param {Package} pkg
 */
export function packageEntries(pkg) {
  const script = pkg.manifest.wxreq?.iife?.file;
  const targets = [...leaves(pkg.manifest.exports), ...leaves(pkg.manifest.bin)].filter(
    target => target.startsWith('./dist/') && target !== script,
  );
  const names = [
    ...new Set(targets.map(target => /^\.\/dist\/(.+?)(\.d)?\.c?[jt]s$/.exec(target)?.[1] ?? target)),
  ];
  const sources = names.map(name => [name, path.join(pkg.dir, 'src', `${name}.ts`)]);
  const there = sources.filter(([, file]) => fs.existsSync(file));
  return {
    targets,
    entries: Object.fromEntries(there),
    typed: Object.fromEntries(there.filter(([name]) => targets.includes(`./dist/${name}.d.ts`))),
    missing: sources.filter(([, file]) => !fs.existsSync(file)).map(([name]) => `src/${name}.ts`),
    cjs: targets.some(target => target.endsWith('.cjs')),
  };
}

function leaves(tree) {
  if (typeof tree === 'string') return [tree];
  return Object.values(tree ?? {}).flatMap(leaves);
}
