import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import * as assert from 'uvu/assert';
import { suite } from '../testing/suite.ts';

const testing = path.resolve(import.meta.dirname, '../testing');
const test = suite('exec: what uvu would let pass', { deadlineMs: 30_000 });

/** Runs test files of these sources; `test` is a suite there, with a deadline of 200 ms. */
async function exec(...sources: string[]): Promise<{ code: number | null; last: string; output: string }> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'exec-'));
  const header = `import { suite } from ${JSON.stringify(path.join(testing, 'suite.ts'))};\n`;
  const files = sources.map((_, index) => path.join(folder, `${String(index)}.test.mts`));
  try {
    await Promise.all(sources.map((source, index) => writeFile(files[index] ?? '', header + source)));
    return await outcome(spawn(process.execPath, [path.join(testing, 'exec.mjs'), ...files]));
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function outcome(child: ReturnType<typeof spawn>) {
  let output = '';
  child.stdout?.on('data', text => (output += String(text)));
  child.stderr?.on('data', text => (output += String(text)));
  const code = await new Promise<number | null>(resolve => child.on('close', resolve));
  return { code, last: output.trimEnd().split('\n').at(-1) ?? '', output };
}

const named = `const test = suite('s', { deadlineMs: 200 });`;

/** What the file does, its source, its closing line, and what its output must say. */
const failing: [rule: string, source: string, last: string, says: RegExp][] = [
  [
    'fails where a test throws',
    `${named} test('t', () => { throw new Error('no') }); test.run()`,
    '0 passed, 1 failed, 0 skipped',
    /FAIL s › t\n {2}Error: no/,
  ],
  [
    'fails where a test throws what is not an Error, and shows it',
    `${named} test('t', () => { throw { errMsg: 'request:fail' } }); test.run()`,
    '0 passed, 1 failed, 0 skipped',
    /\{"errMsg":"request:fail"\}/,
  ],
  [
    'fails where a test throws undefined',
    `${named} test('t', () => { throw undefined }); test.run()`,
    '0 passed, 1 failed, 0 skipped',
    /not an Error: undefined/,
  ],
  [
    'fails where a test never settles, and names it',
    `${named} test('t', () => new Promise(() => {})); test.run()`,
    '0 passed, 1 failed, 0 skipped',
    /"t" was not done after 200 ms/,
  ],
  [
    'fails where run() was forgotten',
    `${named} test('t', () => {});`,
    '0 passed, 1 failed, 0 skipped',
    /run\(\) was forgotten: 1 tests never ran/,
  ],
  [
    'fails where tests follow run()',
    `${named} test('t', () => {}); test.run(); test('u', () => {});`,
    '1 passed, 1 failed, 0 skipped',
    /run\(\) was forgotten: 1 tests never ran/,
  ],
  [
    'fails where a suite has no test',
    `${named} test.run()`,
    '0 passed, 1 failed, 0 skipped',
    /the suite has no test/,
  ],
  [
    'fails where a file has no suite',
    `void suite;`,
    '0 passed, 1 failed, 0 skipped',
    /the file registers no suite/,
  ],
  [
    'fails where a file cannot be loaded',
    `throw new Error('early')`,
    '0 passed, 1 failed, 0 skipped',
    /Error: early/,
  ],
  [
    'fails where a before hook throws',
    `${named} test.before(() => { throw new Error('hook') }); test('t', () => {}); test.run()`,
    '0 passed, 1 failed, 0 skipped',
    /Error: hook/,
  ],
  [
    'fails where an after hook throws',
    `${named} test.after(() => { throw new Error('hook') }); test('t', () => {}); test.run()`,
    '1 passed, 1 failed, 0 skipped',
    /Error: hook/,
  ],
  [
    'fails where a before.each hook throws',
    `${named} test.before.each(() => { throw new Error('hook') }); test('t', () => {}); test.run()`,
    '0 passed, 1 failed, 0 skipped',
    /Error: hook/,
  ],
  [
    'fails where an after.each hook throws',
    `${named} test.after.each(() => { throw new Error('hook') }); test('t', () => {}); test('u', () => {}); test.run()`,
    '0 passed, 2 failed, 0 skipped',
    /Error: hook/,
  ],
  [
    'fails where a hook never settles',
    `${named} test.before(() => new Promise(() => {})); test('t', () => {}); test.run()`,
    '0 passed, 1 failed, 0 skipped',
    /hook "before" of "s" was not done after 200 ms/,
  ],
  [
    'fails on an unhandled rejection',
    `${named} test('t', async () => { Promise.reject(new Error('lost')); await new Promise(r => setTimeout(r, 20)); }); test.run()`,
    '1 passed, 1 failed, 0 skipped',
    /unhandledRejection[^]*Error: lost/,
  ],
  [
    'fails on an uncaught exception',
    `${named} test('t', async () => { setTimeout(() => { throw new Error('lost') }); await new Promise(r => setTimeout(r, 20)); }); test.run()`,
    '1 passed, 1 failed, 0 skipped',
    /uncaughtException[^]*Error: lost/,
  ],
  [
    'fails on an exception after the last test',
    `${named} test('t', () => { setTimeout(() => { throw new Error('lost') }, 50) }); test.run()`,
    '1 passed, 1 failed, 0 skipped',
    /after the last test[^]*Error: lost/,
  ],
  [
    'fails where a test ends the process',
    `${named} test('t', () => process.exit(0)); test.run()`,
    '0 passed, 1 failed, 0 skipped',
    /the process ended before its tests did/,
  ],
];

for (const [rule, source, last, says] of failing) {
  test(rule, async () => {
    const result = await exec(source);
    assert.match(result.output, says);
    assert.is(result.last, last);
    assert.is(result.code, 1);
  });
}

test('fails where something keeps the process alive', async () => {
  const result = await exec(`${named} test('t', () => { setInterval(() => {}, 1000) }); test.run()`);
  assert.match(result.output, /the process was kept alive for 5000 ms by: .*Timeout/);
  assert.is(result.last, '1 passed, 1 failed, 0 skipped');
  assert.is(result.code, 1);
});

test('fails where no file is given', async () => {
  const result = await exec();
  assert.is(result.last, '0 passed, 1 failed, 0 skipped');
  assert.is(result.code, 1);
});

test('adds up files, and one bad file fails the run', async () => {
  const good = `${named} test('t', () => {}); test.skip('later', () => {}); test.run()`;
  const both = await exec(good, good);
  assert.is(both.last, '2 passed, 0 failed, 2 skipped');
  assert.is(both.code, 0);
  const bad = await exec(good, `${named} test('t', () => { throw 1 }); test.run()`, good);
  assert.is(bad.last, '2 passed, 1 failed, 2 skipped');
  assert.is(bad.code, 1);
});

test('leaves an uncaught exception to a test that listens for it', async () => {
  const result = await exec(`${named} test('t', async () => {
    const caught = new Promise(resolve => process.once('uncaughtException', resolve));
    setTimeout(() => { throw new Error('expected') });
    await caught;
  }); test.run()`);
  assert.is(result.last, '1 passed, 0 failed, 0 skipped');
  assert.is(result.code, 0);
});

test('shows the difference where values are not equal', async () => {
  const assertUrl = JSON.stringify(import.meta.resolve('uvu/assert'));
  const result = await exec(
    `import * as assert from ${assertUrl}; ${named} test('t', () => { assert.equal({ a: 1 }, { a: 2 }) }); test.run()`,
  );
  assert.match(result.output, /--··"a":·1[^]*\+\+··"a":·2/);
  assert.is(result.code, 1);
});

test.run();
