import { spawnSync } from 'node:child_process';
import path from 'node:path';
import * as assert from 'uvu/assert';
import { suite } from '../testing/suite.ts';

const test = suite('bootstrap');
const script = path.resolve(import.meta.dirname, '../bootstrap.mjs');

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

test.run();
