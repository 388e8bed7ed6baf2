import fs from 'node:fs';
import path from 'node:path';
import { root } from '../build/packages.mjs';
import { missing } from '../testing/needs.mjs';
import { compare, readSurvivors, toSurvivor } from './survivors.mjs';

const sources = 'packages/core/src';
const wantedScore = 95;

/**
 * What Stryker tells of one change. Places count from 1.
 * @typedef {object} Mutant
 * @property {string} fileName
 * @property {{ start: { line: number, column: number }, end: { line: number, column: number } }} location
 * @property {string} replacement
 * @property {string} status
 */

/** What Stryker copies: the tests, what they judge, and nothing else. */
const copied = [
  ...[
    'packages/core/src',
    'packages/core/test',
    'packages/conformance/src',
    'packages/conformance/test/self',
    'scripts/mutate',
  ],
];

function filesFor(words) {
  const all = fs.readdirSync(path.join(root, sources)).map(name => `${sources}/${name}`);
  return words.length === 0
    ? all
    : all.filter(file => words.some(word => file === word || path.basename(file, '.ts') === word));
}

/** @returns {Promise<Mutant[]>} */
async function mutate(files) {
  process.chdir(root);
  const { Stryker } = await import(
    path.join(root, 'scripts/mutate/node_modules/@stryker-mutator/core/dist/src/index.js')
  );
  const stryker = new Stryker({
    mutate: files,
    testRunner: 'wxreq',
    plugins: [path.join(import.meta.dirname, 'runner.mjs')],
    buildCommand: 'node scripts/mutate/bundle.mjs',
    coverageAnalysis: 'perTest',
    concurrency: 2,
    ignorePatterns: ['**', ...copied.map(folder => `!${folder}/**`), '**/node_modules/**'],
    tempDirName: 'node_modules/.cache/mutate',
    maxTestRunnerReuse: 100,
    timeoutMS: 20_000,
    timeoutFactor: 10,
    dryRunTimeoutMinutes: 10,
    reporters: [],
    logLevel: 'error',
    allowConsoleColors: false,
    warnings: { slow: false },
  });
  return stryker.runMutationTest();
}

/**
 * Mutates these files of core, all of them unless told, and says which changes no test notices.
 * @param {string[]} words  files, or their names without `.ts`
 * @returns {Promise<number>}  0 where the score is reached and every survivor is listed with its reason
 */
export async function main(words) {
  const files = filesFor(words);
  if (files.length === 0) {
    console.log(`no file of ${sources} is called ${words.join(', ')}`);
    return 1;
  }
  const lack = await missing('stryker', true);
  if (lack !== undefined) {
    console.log(lack);
    return 1;
  }
  const texts = new Map(files.map(file => [file, fs.readFileSync(path.join(root, file), 'utf8')]));
  const results = (await mutate(files)).filter(({ status }) => status !== 'Ignored');
  const living = results.filter(({ status }) => status !== 'Killed' && status !== 'Timeout');
  const { unknown, stale } = compare(
    living.map(mutant => toSurvivor(mutant, texts)),
    readSurvivors(),
    files,
  );
  for (const one of unknown) console.log(`survived: ${JSON.stringify(one)}`);
  for (const one of stale) console.log(`stale: ${JSON.stringify(one)}`);
  const score = (100 * (results.length - living.length)) / results.length;
  const late = results.filter(({ status }) => status === 'Timeout').length;
  console.log(`${results.length} mutants, ${living.length} survive, ${late} were ended by a deadline`);
  console.log(`${unknown.length} survivors are not listed, ${stale.length} entries of the list are stale`);
  console.log(`score ${score.toFixed(2)} %, wanted ${wantedScore} %`);
  return score < wantedScore || unknown.length + stale.length > 0 ? 1 : 0;
}
