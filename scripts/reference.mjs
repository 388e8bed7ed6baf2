/**
 * `npm run reference`: the API reference of every public package, made of its docstrings, in its folder `reference`, from
 * where it is packed. Not committed. `--install` gets TypeDoc. Exit code 1 if a docstring is missing or leads nowhere.
 */
import './bootstrap.mjs';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { packagesInOrder, root } from './build/packages.mjs';
import { writeReference } from './reference/typedoc.mjs';
import { missing } from './testing/needs.mjs';

const lack = await missing('typedoc', process.argv.includes('--install'));
if (lack !== undefined) {
  console.error(lack);
  process.exit(1);
}

// A package's types speak of those it depends on, as they are built.
const { status } = spawnSync(process.execPath, ['scripts/build.mjs'], { cwd: root, stdio: 'inherit' });
if (status !== 0) process.exit(1);

for (const pkg of packagesInOrder().filter(({ manifest }) => manifest.private !== true)) {
  const flaws = await writeReference(pkg, path.join(pkg.dir, 'reference'));
  for (const flaw of flaws) console.error(`✗ ${flaw}`);
  if (flaws.length > 0) process.exitCode = 1;
  else console.log(`packages/${pkg.name}/reference`);
}
