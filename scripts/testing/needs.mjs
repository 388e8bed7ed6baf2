import { exec } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { root } from '../build/packages.mjs';
import { browsers, missingPrograms } from './browsers/browsers.mjs';
import { hasTools } from './consumers.mjs';
import { hasForeign } from '../foreign/subjects.mjs';
import { hasTypedoc } from '../reference/typedoc.mjs';
import { runtimePath, runtimes } from './runtimes.mjs';
import { hasEdgeLight } from './runtimes/edge-light.mjs';

/** The Node versions of the matrix, and whether this machine can run them. */
export const nodeVersions = ['20', '22', '24', '26'];
export const hasMatrix = process.platform === 'linux' && process.arch === 'x64';

/** The Node of the matrix with this major version. */
export const nodePath = version => path.join(root, `scripts/matrix/node_modules/node${version}/bin/node`);

const getRuntimes =
  'npm install --prefix scripts/runtimes --no-package-lock --no-audit --no-fund --ignore-scripts';

/**
 * What some suites need beyond the dependencies: how to tell that it is there, and the command that gets it.
 * @type {Record<string, { isThere: () => boolean, get: string }>}
 */
const needs = {
  'node matrix': {
    isThere: () => nodeVersions.every(version => fs.existsSync(nodePath(version))),
    get: 'npm install --prefix scripts/matrix --no-package-lock --no-audit --no-fund --ignore-scripts',
  },
  stryker: {
    isThere: () => fs.existsSync(path.join(root, 'scripts/mutate/node_modules/@stryker-mutator/core')),
    get: 'npm install --prefix scripts/mutate --no-package-lock --no-audit --no-fund --ignore-scripts',
  },
  typedoc: {
    isThere: hasTypedoc,
    get: 'npm install --prefix scripts/reference --no-package-lock --no-audit --no-fund --ignore-scripts',
  },
  foreign: {
    isThere: hasForeign,
    get: 'npm install --prefix scripts/foreign --no-package-lock --no-audit --no-fund --ignore-scripts',
  },
  consumers: {
    isThere: hasTools,
    get: 'npm install --prefix scripts/consumers --no-package-lock --no-audit --no-fund --ignore-scripts',
  },
  'edge-light': { isThere: hasEdgeLight, get: getRuntimes },
  ...Object.fromEntries(
    runtimes.map(name => [name, { isThere: () => runtimePath(name) !== undefined, get: getRuntimes }]),
  ),
  ...Object.fromEntries(
    browsers.map(browser => [
      browser.name,
      {
        isThere: () => missingPrograms(browser).length === 0,
        get: `apt-get update && apt-get install -y --no-install-recommends ${browser.apt.join(' ')}`,
      },
    ]),
  ),
};

const answers = new Map();

/**
 * Sees to it that what a suite needs is there, and gets it if told to. Asked twice, it looks once.
 * @param {string} name  a key of `needs`
 * @param {boolean} mayInstall
 * @returns {Promise<string | undefined>}  what to say where it is not there
 */
export function missing(name, mayInstall) {
  if (!answers.has(name)) answers.set(name, lookFor(name, mayInstall));
  return answers.get(name);
}

async function lookFor(name, mayInstall) {
  const need = needs[name];
  if (need === undefined) return `nobody knows what "${name}" is`;
  if (need.isThere()) return undefined;
  if (!mayInstall) return `${name} is not there; get it by: ${need.get}`;
  try {
    await run(name, need.get);
  } catch (error) {
    return `${name} could not be had by: ${need.get}\n${error.stdout}${error.stderr}`.trimEnd();
  }
  return need.isThere() ? undefined : `${name} is not there even after: ${need.get}`;
}

const commands = new Map();

/** Some commands get several things: two suites that lack one each wait for the same run. */
function run(name, command) {
  if (!commands.has(command)) {
    console.log(`getting ${name}: ${command}`);
    commands.set(command, promisify(exec)(command, { cwd: root, timeout: 300_000 }));
  }
  return commands.get(command);
}
