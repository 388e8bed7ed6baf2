import fs from 'node:fs';
import path from 'node:path';
import { packagesInOrder, root } from '../build/packages.mjs';
import { browsers } from './browsers/browsers.mjs';
import { hasMatrix, nodePath, nodeVersions } from './needs.mjs';

/**
 * @typedef {object} Suite
 * @property {string} name  what `npm test -- WORD` matches
 * @property {string[]} run  arguments for Node, from the top folder
 * @property {string} [node]  which Node; the current one unless told
 * @property {boolean} [quick]  also part of `npm run check`
 * @property {boolean} [gate]  comes first, and nothing else runs if it fails
 * @property {string | string[]} [needs]  keys of the table in needs.mjs
 * @property {boolean} [report]  a run of the conformance suite, which leaves its report at `--out=FILE`
 * @property {number} [deadlineMs]  5 minutes unless told; then it is killed, with all its children
 */

const ci = process.env.CI === 'true';
const bin = {
  eslint: 'node_modules/eslint/bin/eslint.js',
  prettier: 'node_modules/prettier/bin/prettier.cjs',
};
const cached = ['--cache', '--cache-strategy', 'content'];
const lint = ['--config', 'scripts/eslint.config.mjs', '--max-warnings', '0'];
const lintCache = [...cached, '--cache-location', 'node_modules/.cache/eslint/'];

/** The packages whose tests depend on the version of Node. */
const everyNode = ['core', 'node'];

/** The packages whose tests start another runtime, and which. */
const runtimeOf = { deno: 'deno', bun: 'bun', edge: 'workerd' };

/** Everything `npm test` runs, in this order. To add a suite is to add an entry; tests of packages are found by themselves. */
export const suites = [
  { name: 'build', run: ['scripts/build.mjs'], quick: true, gate: true },
  { name: 'types', run: ['scripts/types.mjs'], quick: true },
  { name: 'lint', run: [bin.eslint, ...lint, ...lintCache, '.'], quick: true },
  { name: 'format', run: [bin.prettier, '--check', '--log-level', 'warn', ...cached, '.'], quick: true },
  ...packagesInOrder().flatMap(pkg => unitTests(pkg.name, `packages/${pkg.name}/test`)),
  ...unitTests('scripts', 'scripts/test'),
  ...unitTests('packages', 'scripts/packing'),
  {
    name: 'reference',
    run: ['scripts/testing/exec.mjs', ...testFiles('scripts/reference')],
    needs: 'typedoc',
  },
  ...consumers(),
  {
    name: 'conformance on node',
    run: ['packages/conformance/dist/cli.js', 'run', 'packages/node/test/conformance.mjs'],
    report: true,
  },
  {
    name: 'conformance on deno',
    run: ['scripts/testing/runtimes/conformance.mjs', 'deno', 'packages/deno/test/conformance.mjs'],
    needs: 'deno',
    report: true,
  },
  {
    name: 'conformance on bun',
    run: ['scripts/testing/runtimes/conformance.mjs', 'bun', 'packages/bun/test/conformance.mjs'],
    needs: 'bun',
    report: true,
  },
  {
    name: 'conformance on workerd',
    run: ['scripts/testing/runtimes/conformance.mjs', 'workerd', 'packages/edge/test/conformance.mjs'],
    needs: 'workerd',
    report: true,
  },
  {
    name: 'conformance on edge-light',
    run: ['scripts/testing/runtimes/conformance.mjs', 'edge-light', 'packages/edge/test/conformance.mjs'],
    needs: 'edge-light',
    report: true,
  },
  ...['deno', 'bun'].map(name => ({
    name: `pins on ${name}`,
    run: ['scripts/testing/exec.mjs', `scripts/testing/pins/${name}.test.ts`],
    needs: name,
  })),
  pageSuite('playground in chromium', 'packages/playground/test/pages', 'chromium'),
  pageSuite('example-ssr in chromium', 'packages/example-ssr/test/pages', 'chromium'),
  ...browsers.flatMap(({ name }) => [
    pageTests(name),
    pageTests(name, '--secure'),
    pageConformance(name),
    pageConformance(name, '--cross'),
    pageConformance(name, '--secure'),
    pageConformance(name, '--secure', '--cross'),
  ]),
];

/** @returns {Suite} */
function pageTests(browser, ...options) {
  return pageSuite(`pages in ${browser}`, 'packages/browser/test/pages', browser, options);
}

/** @returns {Suite} */
function pageSuite(name, pages, browser, options = []) {
  return {
    name: [name, ...options].join(' '),
    run: [
      ...['scripts/testing/browsers/run.mjs', browser, ...options, `--routes=${pages}/routes.mjs`],
      ...testFiles(pages, '.page.ts'),
    ],
    needs: browser,
  };
}

/** @returns {Suite} */
function pageConformance(browser, ...options) {
  return {
    name: [`conformance in ${browser}`, ...options].join(' '),
    run: [
      ...['scripts/testing/browsers/conformance.mjs', browser, ...options],
      'packages/browser/test/conformance/page.ts',
    ],
    needs: browser,
    report: true,
  };
}

/** @returns {Suite[]} */
function unitTests(name, folder) {
  const files = testFiles(folder);
  if (files.length === 0) return [];
  const run = ['scripts/testing/exec.mjs', ...files];
  if (!ci || !hasMatrix || !everyNode.includes(name)) {
    const needs = runtimeOf[name];
    return [{ name: `${name} on this Node`, run, ...(needs && { needs }) }];
  }
  return nodeVersions.map(version => ({
    name: `${name} on Node ${version}`,
    run,
    node: nodePath(version),
    needs: 'node matrix',
  }));
}

/**
 * One suite for each kind of consumer, and what it needs besides the tools that all of them share.
 * @returns {Suite[]}
 */
function consumers() {
  /** @type {Record<string, string[]>} */
  const besides = {
    bundlers: ['chromium'],
    runtimes: ['deno', 'bun', 'workerd'],
    facade: ['deno', 'bun', 'workerd'],
  };
  return testFiles('scripts/consumers').map(file => {
    const name = path.basename(file, '.test.ts');
    return {
      name: `consumers: ${name}`,
      run: ['scripts/testing/exec.mjs', file],
      needs: ['consumers', ...(besides[name] ?? [])],
    };
  });
}

function testFiles(folder, ending = '.test.ts') {
  if (!fs.existsSync(path.join(root, folder))) return [];
  return fs
    .readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith(ending) && !name.includes('node_modules'))
    .sort()
    .map(name => path.join(folder, name));
}
