import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as assert from 'uvu/assert';
import { suite } from '../../../scripts/testing/suite.ts';

const test = suite('conformance: README', { deadlineMs: 60_000 });
const at = (name: string) => fileURLToPath(new URL(`../${name}`, import.meta.url));
const readme = fs.readFileSync(at('README.md'), 'utf8');

/** The adapter as the README shows it, as a file from which the package's dependencies are found. */
function extractAdapter(folder: string): string {
  const [, code] = /```js\n(\/\/ my-adapter\.mjs\n[^]*?)```/.exec(readme) ?? [];
  if (code === undefined) throw new Error('the README shows no my-adapter.mjs');
  const file = path.join(folder, 'my-adapter.mjs');
  fs.writeFileSync(file, code);
  return file;
}

test('the adapter in the README is whole: the command judges it, and nothing fails but what it declares', async () => {
  fs.mkdirSync(at('node_modules/.cache'), { recursive: true });
  const folder = fs.mkdtempSync(at('node_modules/.cache/readme-'));
  const args = [at('dist/cli.js'), 'run', extractAdapter(folder)];
  const { code, out } = await new Promise<{ code: number | null; out: string }>(resolve => {
    const child = execFile(process.execPath, args, (_error, out) => resolve({ code: child.exitCode, out }));
  });
  fs.rmSync(folder, { recursive: true });
  assert.is(code, 0, out);
  const [, passed, failed] = /(\d+) passed, (\d+) failed, \d+ skipped\s*$/.exec(out) ?? [];
  assert.is(failed, '0');
  assert.ok(Number(passed) > 700, out);
});

test('every option and command that the README names is one of the command line', () => {
  const usage = fs.readFileSync(at('src/cli/arguments.ts'), 'utf8');
  const named = [...readme.matchAll(/(?<![\w-])--[a-z-]+|wxreq-conformance [a-z-]+/g)].map(([word]) => word);
  assert.equal(
    named.filter(word => !usage.includes(word)),
    [],
  );
});

test.run();
