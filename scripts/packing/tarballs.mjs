/**
 * What npm would get: every public package, packed as a release packs it and unpacked again. Packed once for one state of
 * the packages; who comes second, also at the same time, gets the same.
 */
import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { packagesInOrder, root } from '../build/packages.mjs';
import { once } from '../build/once.mjs';
import { hashOf } from '../build/stamp.mjs';
import { pnpm } from '../bootstrap.mjs';

const run = promisify(execFile);
const cache = path.join(root, 'node_modules/.cache/tarballs');

/** The packages that are published, each after those it depends on. */
export const publicPackages = packagesInOrder().filter(pkg => pkg.manifest.private !== true);

/**
 * @typedef {object} Packed
 * @property {import('../build/packages.mjs').Package} pkg
 * @property {string} tarball  the .tgz, absolute
 * @property {string} folder  what is in it
 */

/**
 * Packs what is built.
 * @returns {Promise<Packed[]>}
 */
export async function packAll() {
  const sources = publicPackages.flatMap(({ dir, manifest }) =>
    ['package.json', 'README.md', ...manifest.files].map(name => path.join(dir, name)),
  );
  const place = path.join(cache, hashOf([...sources, path.join(root, 'LICENSE')]).slice(0, 16));
  await once(place, pack);
  const stale = fs.readdirSync(cache).filter(name => /^[0-9a-f]{16}$/.test(name) && !place.endsWith(name));
  for (const name of stale) fs.rmSync(path.join(cache, name), { recursive: true, force: true });
  return publicPackages.map(pkg => ({
    pkg,
    tarball: path.join(place, tarballName(pkg.manifest)),
    folder: path.join(place, pkg.name, 'package'),
  }));
}

async function pack(folder) {
  await packInto(folder);
  for (const { name, manifest } of publicPackages) {
    fs.mkdirSync(path.join(folder, name));
    await run('tar', ['-xzf', path.join('..', tarballName(manifest))], { cwd: path.join(folder, name) });
  }
}

/**
 * Packs every public package into a folder, by pnpm: npm would leave `workspace:` and forget the licence.
 * @param {string} folder  absolute
 */
export async function packInto(folder) {
  const chosen = publicPackages.flatMap(({ name }) => ['--filter', `./packages/${name}`]);
  await run('npx', ['-y', pnpm, '-r', ...chosen, 'pack', '--pack-destination', folder], {
    cwd: root,
    env: { ...process.env, CI: 'true' },
    shell: process.platform === 'win32',
  });
}

/** The file name that pnpm gives to a package's tarball. */
export function tarballName({ name, version }) {
  return `${name.replace('@', '').replace('/', '-')}-${version}.tgz`;
}
