import { build } from 'esbuild';
import * as assert from 'uvu/assert';
import { publicPackages } from '../packing/tarballs.mjs';
import { suite } from '../testing/suite.ts';
import { freshInstall, printed, run } from './project.mjs';

const test = suite('what a user downloads', { deadlineMs: 60_000 });

const { folder, lock } = await freshInstall();
const ours = publicPackages.map(pkg => pkg.manifest.name);

/** The packages that need Node's modules, and with them undici. */
const onNode = ['@wxreq/node', '@wxreq/deno', 'wxreq'];

/** All that a package brings along, by npm's lock file. */
function closureOf(name: string, seen = new Set<string>()): string[] {
  for (const needed of Object.keys(lock.packages[`node_modules/${name}`].dependencies ?? {})) {
    if (seen.has(needed)) continue;
    seen.add(needed);
    closureOf(needed, seen);
  }
  return [...seen];
}

test('npm ls of a fresh install shows mitt, undici and ours, nothing else, and nothing wrong', async () => {
  const tree = JSON.parse(printed(await run('npm', ['ls', '--all', '--json'], folder)));
  const names = new Set<string>();
  const walk = (dependencies: Record<string, { dependencies?: object }> = {}) => {
    for (const [name, below] of Object.entries(dependencies)) {
      names.add(name);
      walk({ ...below.dependencies });
    }
  };
  walk(tree.dependencies);
  assert.equal([...names].sort(), [...ours, 'mitt', 'undici'].sort());
  const places = Object.keys(lock.packages).filter(place => place !== '');
  assert.equal(places.sort(), [...names].map(name => `node_modules/${name}`).sort(), 'each of them once');
});

for (const name of ours) {
  const others = ['mitt', ...(onNode.includes(name) ? ['undici'] : [])];
  test(`${name} brings nothing along but ours, ${others.join(', ')}`, () => {
    const foreign = closureOf(name).filter(each => !ours.includes(each));
    assert.equal(foreign.sort(), others);
  });
}

/** Bun has its async context, hashes and TLS under Node's names, and `@wxreq/bun` runs nowhere else. */
const onNodesModules = ['@wxreq/node', '@wxreq/deno', '@wxreq/bun'];

const withoutNode = publicPackages
  .filter(({ manifest }) => !onNodesModules.includes(manifest.name))
  .flatMap(({ manifest }) =>
    Object.keys(manifest.exports)
      .filter(entry => typeof manifest.exports[entry] === 'object')
      .map(entry => manifest.name + entry.slice(1)),
  )
  // The server that judges is a program on Node.
  .filter(entry => entry !== '@wxreq/conformance/server');

for (const entry of withoutNode) {
  test(`${entry} needs nothing of Node`, async () => {
    for (const kind of ['import', 'require']) {
      const line = kind === 'import' ? `import * as it from '${entry}';` : `const it = require('${entry}');`;
      const { warnings } = await build({
        stdin: { contents: `${line} console.log(it);`, resolveDir: folder },
        bundle: true,
        write: false,
        platform: 'browser',
        logLevel: 'silent',
      });
      assert.equal(warnings, []);
    }
  });
}

test.run();
