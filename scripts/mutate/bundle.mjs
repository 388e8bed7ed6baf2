/**
 * Puts core, its unit tests and the conformance suite into one file, so that a fresh copy of them all is one import away.
 * Run by Stryker in its sandbox: the current folder is a copy of the workspace whose core can be mutated.
 */
import fs from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { bundle } from './runner.mjs';

const here = path.resolve('scripts/mutate');
const core = path.resolve('packages/core');
const tests = fs
  .readdirSync(path.join(core, 'test'))
  .filter(name => name.endsWith('.test.ts'))
  .map(name => `import ${JSON.stringify(path.join(core, 'test', name))};`);

await build({
  stdin: {
    contents: [
      ...tests,
      `import ${JSON.stringify(path.join(here, 'conformance.ts'))};`,
      `export { tests, close } from ${JSON.stringify(path.join(here, 'collect.ts'))};`,
    ].join('\n'),
    resolveDir: core,
  },
  outfile: path.resolve(bundle),
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  logLevel: 'error',
  plugins: [
    {
      name: 'sources',
      setup({ onResolve }) {
        onResolve({ filter: /\/testing\/suite\.ts$/ }, () => ({ path: path.join(here, 'collect.ts') }));
        onResolve({ filter: /^@wxreq\/core/ }, ({ path: name }) => ({
          path: path.join(core, 'src', `${name.slice('@wxreq/core/'.length) || 'index'}.ts`),
        }));
        onResolve({ filter: /^[^./]/ }, ({ path: name }) =>
          path.isAbsolute(name) ? undefined : { path: name, external: true },
        );
      },
    },
  ],
});
