import path from 'node:path';
import * as assert from 'uvu/assert';
import { publicPackages } from '../packing/tarballs.mjs';
import { toolPath } from '../testing/consumers.mjs';
import { suite } from '../testing/suite.ts';
import { makeProject, printed, run } from './project.mjs';
import { openTeaHouse, order, served } from './tea-house.mjs';

const test = suite('consumers in test runners', { deadlineMs: 60_000 });

const house = await openTeaHouse();
test.after(() => house.close());

const isPublic = (name: string) => publicPackages.some(pkg => pkg.manifest.name === name);
const onNode = ['@wxreq/node', 'wxreq'].filter(isPublic);

/** A user's test: it holds only if the request was served. */
const usersTest = (name: string, url = house.url) => `test('${name}', async () => {
  const line = await new Promise(resolve => ${order(JSON.stringify(url), 'resolve').trim().slice(0, -1)});
  expect(JSON.parse(line)).toEqual(${served});
});
`;
const required = (name: string, url?: string) =>
  `{ const { request } = require('${name}');\n${usersTest(name, url)}}\n`;

/** jsdom has neither of these, and core writes and reads bytes with them. */
const setup = `Object.assign(globalThis, {
  TextEncoder: require('node:util').TextEncoder,
  TextDecoder: require('node:util').TextDecoder,
});
`;

async function jest(environment: string, tests: readonly string[]) {
  const project = await makeProject({ 'request.test.js': tests.join(''), 'setup.js': setup });
  const config = {
    rootDir: project,
    testEnvironment: toolPath(`jest-environment-${environment}`),
    ...(environment === 'jsdom' && { setupFiles: ['<rootDir>/setup.js'] }),
    transform: {},
    cache: false,
    watchman: false,
  };
  const args = [
    path.join(toolPath('jest'), 'bin/jest.js'),
    '--runInBand',
    '--config',
    JSON.stringify(config),
  ];
  return run(process.execPath, args, project);
}

test('Jest runs a test that requests, in its environment of Node', async () => {
  const { code, err } = await jest(
    'node',
    onNode.map(name => required(name)),
  );
  assert.is(code, 0, err);
  assert.match(err, new RegExp(`Tests: +${String(onNode.length)} passed, ${String(onNode.length)} total`));
});

test('Jest runs a test that requests, in jsdom, which has no fetch', async () => {
  const { code, err } = await jest('jsdom', [required('@wxreq/browser/legacy')]);
  assert.is(code, 0, err);
  assert.match(err, /Tests: +1 passed, 1 total/);
});

test('Jest fails a test whose request is answered otherwise', async () => {
  const { code, err } = await jest('node', [required('@wxreq/node', `${house.url}?other`)]);
  assert.is(code, 1);
  assert.match(err, /Tests: +1 failed, 1 total/);
});

test('Vitest runs a test that requests', async () => {
  const imports = onNode.map(
    (name, index) => `import { request as request${String(index)} } from '${name}';\n`,
  );
  const tests = onNode.map(
    (name, index) => `{ const request = request${String(index)};\n${usersTest(name)}}\n`,
  );
  const project = await makeProject({ 'request.test.mjs': [...imports, ...tests].join('') });
  const args = [
    path.join(toolPath('vitest'), 'vitest.mjs'),
    'run',
    '--globals',
    '--root',
    project,
    '--reporter=json',
  ];
  const report = JSON.parse(printed(await run(process.execPath, args, project)));
  assert.is(report.numPassedTests, onNode.length);
  assert.is(report.numTotalTests, onNode.length);
});

test.run();
