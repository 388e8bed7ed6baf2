import { execFile } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as assert from 'uvu/assert';
import { suite } from '../../../scripts/testing/suite.ts';

const test = suite<{ folder: string }>('conformance: command line', { deadlineMs: 30_000 });
const cli = fileURLToPath(new URL('../dist/cli.js', import.meta.url));
const fixture = (name: string) => fileURLToPath(new URL(`fixtures/${name}.mjs`, import.meta.url));

interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function wxreq(...args: string[]): Promise<Ran> {
  return new Promise(resolve => {
    const child = execFile(process.execPath, [cli, ...args], (_error, out, err) => {
      resolve({ code: child.exitCode, out, err });
    });
  });
}

const lastLine = (text: string) => text.trimEnd().split('\n').at(-1);

test.before(context => {
  context.folder = fs.mkdtempSync(path.join(os.tmpdir(), 'wxreq-test-'));
});
test.after(({ folder }) => fs.rmSync(folder, { recursive: true }));

test('a failure shows expected, actual, the words of the source and where the clause is', async () => {
  const { code, out } = await wxreq('run', fixture('stranger'), '--only', 'body/string/as-it-is');
  assert.is(code, 1);
  const text = `✗ body/string/as-it-is
  the body that the server saw
    expected  "a=1&b=\\"2\\""
    actual    "\\"a=1&b=\\\\\\"2\\\\\\"\\""
  documented [T]: As is, UTF-8, never JSON-quoted
  SPEC.md#body/string
`;
  assert.ok(out.includes(text), out);
});

test('the last line and the exit code say it all', async () => {
  const good = await wxreq(
    'run',
    fixture('stranger'),
    '--only',
    'body/json/object',
    '--only',
    'trace-carries-none',
  );
  assert.equal([good.code, lastLine(good.out)], [0, '1 passed, 0 failed, 0 skipped']);
  assert.match(good.out, /\n1 do not apply\n/);
  assert.match(
    good.out,
    /Do not apply \(1\)\n {2}needs the method TRACE:\n {4}body\/methods\/trace-carries-none/,
  );
});

test('a stale deviation fails the run, one that holds does not', async () => {
  const { code, out } = await wxreq(
    'run',
    fixture('deviates'),
    '--only',
    'as-it-is',
    '--only',
    'json/object',
  );
  assert.is(code, 1);
  assert.match(out, /✗ body\/json\/object\n {2}declared as a deviation \("declared, though it is right"\)/);
  assert.match(
    out,
    /Deviate as declared \(1\)\n {2}it takes every string for JSON:\n {4}body\/string\/as-it-is\n/,
  );
});

test('a subject that blocks its thread, or ends its process, fails that case and no other', async () => {
  const blocked = await wxreq('run', fixture('blocks'), '--only', 'json/object', '--deadline', '200');
  assert.match(
    blocked.out,
    /the process of the subject\n {4}expected {2}that it lives on\n.*the thread was blocked/,
  );
  const ended = await wxreq(
    'run',
    fixture('exits'),
    '--only',
    'body/json/array',
    '--only',
    'body/json/object',
  );
  assert.match(ended.out, /the process ended/);
  assert.equal([ended.code, lastLine(ended.out)], [1, '1 passed, 1 failed, 0 skipped']);
});

test('what cannot be judged at all ends with 2 and says why', async () => {
  const cases = [
    [['run', fixture('nothing')], /exports none of adapter, createRequest, request and subject/],
    [['run', fixture('missing')], /^there is no \S+missing\S* in /],
    [
      ['run', fixture('stranger'), '--only', 'no-such-case'],
      /^no case is called so: no-such-case \(wxreq-conformance list shows them all\)/,
    ],
    [['run'], /run needs the module to judge/],
    [['run', fixture('bad-request')], /^\s*\S+bad-request\S+ exports request, which is no function\n$/],
    [['run', fixture('bad-adapter')], /^\s*\S+bad-adapter\S+ exports an adapter without supports\n$/],
    [
      ['run', fixture('bad-deviations')],
      /^\s*deviations name cases that do not exist: call\/nothing\/here\n$/,
    ],
    [['run', fixture('bad-syntax')], /^\s*\S+bad-syntax\S+ does not load: [^]*SyntaxError/],
    [['run', fixture('stranger'), '--out', 'x.html'], /^--out needs --report, one of json, /],
    [['list', '--level', 'high'], /--level is one of documented, observed, decided/],
    [['run', fixture('stranger'), '--report', 'pdf'], /--report is one of json, junit, tap, md, html/],
  ] as const;
  for (const [args, message] of cases) {
    const { code, err } = await wxreq(...args);
    assert.is(code, 2, args.join(' '));
    assert.match(err, message);
  }
});

test('a command line that makes no sense is told in one line, not buried under all the options', async () => {
  const { err } = await wxreq('run');
  assert.is(err, 'run needs the module to judge\nwxreq-conformance --help says how it is called\n');
});

test('each report format says what passed and what failed', async ({ folder }) => {
  const report = async (format: string) => {
    const file = path.join(folder, format);
    await wxreq('run', fixture('stranger'), '--only', 'body/json', '--report', format, '--out', file);
    return fs.readFileSync(file, 'utf8');
  };
  const json: { tally: { passed: number; failed: number } } = JSON.parse(await report('json'));
  assert.ok(json.tally.passed > 3);
  assert.is(json.tally.failed, 1);
  assert.match(
    await report('tap'),
    /^TAP version 14\n1\.\.\d+\nok 1 - body\/json\/object\n[^]*not ok \d+ - body\/json/,
  );
  assert.match(
    await report('junit'),
    /<testcase classname="body" name="body\/json\/object"[^]*<failure message=/,
  );
  assert.match(await report('md'), /\| body \| \d+ \| 1 \| 0 \| 0 \|/);
  assert.match(await report('html'), /<td><button class="failed" aria-label="broken">✗<\/button><\/td>/);
});

test('--write-deviations writes a list that the next run accepts', async ({ folder }) => {
  const file = path.join(folder, 'deviations.mjs');
  const only = ['--only', 'body/string'];
  await wxreq('run', fixture('stranger'), ...only, '--write-deviations', file);
  const subject = path.join(folder, 'subject.mjs');
  fs.writeFileSync(
    subject,
    `export { request } from '${fixture('stranger')}';\nexport { deviations } from './deviations.mjs';\n`,
  );
  const { code, out } = await wxreq('run', subject, ...only);
  assert.is(code, 0, out);
});

test('list gives each case with its level and the sentence that it checks', async () => {
  const { out } = await wxreq('list', '--only', 'body/form/null-value');
  assert.is(out, 'body/form/null-value\n  observed [O]: null value `null`\n');
});

test.run();
