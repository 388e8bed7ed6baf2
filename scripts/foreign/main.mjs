/**
 * `npm run foreign [-- --install]`: judges what other projects offer in a page in place of `wx.request`, in Chromium, and writes
 * how it ended to packages/conformance/FOREIGN.md. Takes some minutes, nearly all of them waiting for what never comes.
 */
import '../bootstrap.mjs';
import { execFile, execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { root } from '../build/packages.mjs';
import { missing } from '../testing/needs.mjs';
import { bundle } from './bundle.mjs';
import { subjects, versionOf } from './subjects.mjs';
import { foreignTable } from './table.mjs';

const folder = path.join(root, 'node_modules/.cache/foreign');
const page = path.join(root, 'packages/conformance/FOREIGN.md');
const pages = 6;
const seconds = 600;

for (const need of ['foreign', 'chromium']) {
  const lack = await missing(need, need === 'foreign' || process.argv.includes('--install'));
  if (lack === undefined) continue;
  console.error(lack);
  process.exit(1);
}

/** The cases that one page judges; the report. */
async function judgePage(file) {
  const report = `${file}.json`;
  const harness = path.join(root, 'scripts/testing/browsers/conformance.mjs');
  const args = [harness, 'chromium', file, `--deadline=${seconds}`, `--out=${report}`];
  // Its exit code says that a rule was broken, which is no news here.
  const { stdout } = await promisify(execFile)(process.execPath, args).catch(error => error);
  if (!fs.existsSync(report)) throw new Error(`${file} did not end\n${stdout}`);
  return JSON.parse(fs.readFileSync(report, 'utf8'));
}

/** Judges one, in several pages at once: where requests hang there is nothing to do but wait. */
async function judge(subject) {
  const reports = await Promise.all((await bundle(subject, folder, pages)).map(judgePage));
  const count = reports.reduce((sum, { results }) => sum + results.length, 0);
  const results = Array.from({ length: count }, (_, i) => reports[i % pages].results[Math.floor(i / pages)]);
  const kept = results.filter(({ status }) => status === 'passed').length;
  console.log(`${subject.name} ${versionOf(subject)}: ${kept} kept of ${results.length}`);
  return { ...subject, version: versionOf(subject), report: { results } };
}

fs.rmSync(folder, { recursive: true, force: true });
fs.mkdirSync(folder, { recursive: true });
execFileSync(process.execPath, [path.join(root, 'scripts/build.mjs'), 'browser', 'conformance'], {
  stdio: 'inherit',
});
const judged = [];
for (const subject of subjects) judged.push(await judge(subject));
const version = /[\d.]+/.exec(execFileSync('chromium', ['--version'], { encoding: 'utf8' }))?.[0];
const { format } = await import('prettier');
const text = foreignTable(judged, `Chromium ${version?.split('.')[0]}`);
fs.writeFileSync(page, await format(text, { parser: 'markdown', printWidth: 110 }));
console.log(`wrote ${path.relative(process.cwd(), page)}`);
