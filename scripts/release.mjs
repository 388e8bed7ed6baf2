/**
 * `npm run release`: builds, checks, packs and rehearses the publication of the version in package.json; publishes nothing.
 * `npm run release -- --publish` publishes, with provenance, from a CI that npm trusts. Both refuse a working tree that is
 * not clean, a version that is out already, and one of which the changelog says nothing.
 */
import './bootstrap.mjs';
import { execFile, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { root } from './build/packages.mjs';
import { packInto, publicPackages, tarballName } from './packing/tarballs.mjs';
import { objections, steps } from './release/plan.mjs';

const run = promisify(execFile);
const isReal = process.argv.includes('--publish');
const read = name => fs.readFileSync(path.join(root, name), 'utf8');
const { version } = JSON.parse(read('package.json'));
const names = publicPackages.map(pkg => pkg.manifest.name);

const against = objections({
  version,
  versions: publicPackages.map(pkg => pkg.manifest.version),
  changes: (await run('git', ['status', '--porcelain'], { cwd: root })).stdout,
  tags: (await run('git', ['tag', '--list'], { cwd: root })).stdout,
  published: await publishedAmong(names),
  changelog: read('CHANGELOG.md'),
  isReal,
});
if (against.length > 0) {
  for (const objection of against) console.error(`✗ ${objection}`);
  process.exit(1);
}

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'wxreq-release-'));
process.on('exit', () => fs.rmSync(folder, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(1));

const tarballs = publicPackages.map(pkg => path.join(folder, tarballName(pkg.manifest)));
for (const { title, command } of steps({ tarballs, isReal })) {
  console.log(`· ${title}`);
  if (command === undefined) await packInto(folder);
  else if (spawnSync(command[0], command.slice(1), { cwd: root, stdio: 'inherit' }).status !== 0)
    process.exit(1);
}
console.log(isReal ? `${version} is out.` : `${version} could go out; nothing has been published.`);

/** Those of the packages that the registry has in this version. What it does not know at all is not there. */
async function publishedAmong(all) {
  const answers = await Promise.all(
    all.map(async name => {
      try {
        await run('npm', ['view', `${name}@${version}`, 'version', '--json'], { cwd: root });
        return name;
      } catch (error) {
        if (/E404/.test(`${error.stdout}${error.stderr}`)) return undefined;
        throw error;
      }
    }),
  );
  return answers.filter(name => name !== undefined);
}
