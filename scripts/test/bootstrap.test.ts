import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import * as assert from 'uvu/assert';
import { suite } from '../testing/suite.ts';

const test = suite('bootstrap');
const top = path.resolve(import.meta.dirname, '../..');
const script = path.join(top, 'scripts/bootstrap.mjs');

/** Runs it on a Node that says it is of this version. */
function on(version: string) {
  const claim = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${version}' } })`;
  const args = ['--import', `data:text/javascript,${encodeURIComponent(claim)}`, script];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  return { status, output: stdout + stderr };
}

for (const version of ['14.21.3', '18.20.8', '20.17.9', '20.18.0']) {
  test(`says in one line that Node ${version} is too old`, () => {
    const output = `wxreq is developed on Node 20.18.1 or newer; this is ${version}.\n`;
    assert.equal(on(version), { status: 1, output });
  });
}

for (const version of ['20.18.1', '20.19.0', '22.0.0', '26.1.0', '100.0.0']) {
  test(`takes Node ${version}, and has nothing to say where all is installed`, () => {
    assert.equal(on(version), { status: 0, output: '' });
  });
}

/** What a script loads before its first line runs, as far as no package is asked for; and the packages. */
function loadedBy(file: string, files = new Set<string>(), packages = new Set<string>()) {
  if (files.has(file)) return { files, packages };
  files.add(file);
  for (const [, from = ''] of fs
    .readFileSync(file, 'utf8')
    .matchAll(/^(?:import|export)(?:[^'=;]*\sfrom)? '([^']+)';$/gm)) {
    if (from.startsWith('.')) loadedBy(path.resolve(path.dirname(file), from), files, packages);
    else if (!from.startsWith('node:')) packages.add(`${from} in ${path.relative(top, file)}`);
  }
  return { files, packages };
}

const { scripts }: { scripts: Record<string, string> } = JSON.parse(
  fs.readFileSync(path.join(top, 'package.json'), 'utf8'),
);
const ownScripts = Object.entries(scripts).flatMap(([name, command]) => {
  const file = /^node (scripts\/\S+\.mjs)/.exec(command)?.[1];
  return file === undefined ? [] : [{ name, file: path.join(top, file) }];
});

for (const { name, file } of ownScripts) {
  test(`npm run ${name} works in a fresh clone: no package is loaded before the bootstrap has installed them`, () => {
    const { files, packages } = loadedBy(file);
    assert.equal([files.has(script), ...packages], [true]);
  });
}

test.run();
