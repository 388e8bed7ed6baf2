/** `node scripts/version.mjs 1.2.3`: writes one version into every package.json; without a version, checks that it is one. */
import fs from 'node:fs';
import path from 'node:path';
import { packagesInOrder, root } from './build/packages.mjs';

const wanted = process.argv[2];
const files = [root, ...packagesInOrder().map(pkg => pkg.dir)].map(dir => path.join(dir, 'package.json'));

if (wanted === undefined) {
  const versions = new Set(files.map(file => JSON.parse(fs.readFileSync(file, 'utf8')).version));
  if (versions.size > 1) throw new Error(`one version for all packages, not ${[...versions].join(', ')}`);
  console.log(...versions);
} else {
  if (!/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(wanted)) throw new Error(`not a version: ${wanted}`);
  for (const file of files) {
    const text = fs.readFileSync(file, 'utf8');
    fs.writeFileSync(file, text.replace(/^( {2}"version": ")[^"]*"/m, `$1${wanted}"`));
  }
}
