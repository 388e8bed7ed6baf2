import * as assert from 'uvu/assert';
import { publicPackages } from '../packing/tarballs.mjs';
import { suite } from '../testing/suite.ts';
import { makeProject, runNode } from './project.mjs';
import { openTeaHouse, order, served, supports } from './tea-house.mjs';

const test = suite('consumers on Node', { deadlineMs: 60_000 });

const house = await openTeaHouse();
test.after(() => house.close());

/** Where `request` comes from on Node, for users of each package that has one. */
const sources = ['@wxreq/node', 'wxreq'].filter(name =>
  publicPackages.some(pkg => pkg.manifest.name === name),
);
const arg = 'process.argv[2]';

for (const name of sources) {
  test(`an ES module requests through ${name}`, async () => {
    const project = await makeProject({
      'main.mjs': `import { request } from '${name}';\n${order(arg)}`,
      'install.mjs': `import '${name}/install';\nconst { request } = wx;\n${order(arg)}`,
    });
    assert.is(await runNode('main.mjs', project, house.url), served);
    assert.is(await runNode('install.mjs', project, house.url), served);
  });

  test(`CommonJS requests through ${name}`, async () => {
    const project = await makeProject({
      'main.cjs': `const { request } = require('${name}');\n${order(arg)}`,
      'install.cjs': `require('${name}/install');\nconst { request } = wx;\n${order(arg)}`,
    });
    assert.is(await runNode('main.cjs', project, house.url), served);
    assert.is(await runNode('install.cjs', project, house.url), served);
  });
}

test('an adapter is made from @wxreq/core, in both kinds of module', async () => {
  const make = `const adapter = createFetchAdapter({ name: 'mine', supports: ${JSON.stringify(supports)} });
    const request = createRequest(adapter);\n${order(arg)}`;
  const project = await makeProject({
    'main.mjs': `import { createRequest } from '@wxreq/core';
      import { createFetchAdapter } from '@wxreq/core/fetch';\n${make}`,
    'main.cjs': `const { createRequest } = require('@wxreq/core');
      const { createFetchAdapter } = require('@wxreq/core/fetch');\n${make}`,
  });
  assert.is(await runNode('main.mjs', project, house.url), served);
  assert.is(await runNode('main.cjs', project, house.url), served);
});

test('every entry of every package can be imported and required, and gives the same names', async () => {
  // Deno's own package needs modules that Node 20 lacks; it is imported there.
  const onNode = publicPackages.filter(pkg => pkg.name !== 'deno');
  const entries = onNode.flatMap(({ manifest }) =>
    Object.keys(manifest.exports)
      .filter(entry => typeof manifest.exports[entry] === 'object')
      .map(entry => manifest.name + entry.slice(1)),
  );
  const project = await makeProject({
    'main.mjs': `
      import { createRequire } from 'node:module';
      const require = createRequire(import.meta.url);
      for (const entry of ${JSON.stringify(entries)}) {
        const imported = Object.keys(await import(entry)).sort().join();
        const required = Object.keys(require(entry)).filter(name => name !== '__esModule').sort().join();
        console.log(entry, imported === required ? 'same' : imported + ' is not ' + required);
      }`,
  });
  assert.ok(entries.length > 10);
  assert.is(await runNode('main.mjs', project), entries.map(entry => `${entry} same`).join('\n'));
});

test('the command line of every package is there', async () => {
  const project = await makeProject({});
  const commands = publicPackages.flatMap(({ manifest }) => Object.keys(manifest.bin ?? {}));
  assert.equal(commands.sort(), ['wxreq-conformance', 'wxreq-node']);
  for (const command of commands)
    assert.match(await runNode(`node_modules/.bin/${command}`, project, '--help'), /wxreq/, command);
});

test.run();
