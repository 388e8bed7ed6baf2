import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Window } from 'happy-dom';
import * as assert from 'uvu/assert';
import { suite } from '../../../scripts/testing/suite.ts';
import type { JsonReport, JsonResult } from '../src/index.ts';

const test = suite<{ folder: string }>('conformance: reports side by side', { deadlineMs: 30_000 });
const cli = fileURLToPath(new URL('../dist/cli.js', import.meta.url));

/** What ends a script or an attribute, if anything does. */
const hostile = '</script><img src=x onerror="document.title=\'broken\'"><!--';

function reportOf(name: string, results: readonly Partial<JsonResult>[]): JsonReport {
  const all = results.map(one => ({
    ...({
      id: 'body/json/object',
      level: 'documented',
      source: 'T',
      quote: 'JSON',
      status: 'passed',
      ms: 3,
    } as const),
    ...one,
  }));
  const count = (status: string) => all.filter(one => one.status === status).length;
  const tally = {
    passed: count('passed'),
    failed: count('failed'),
    deviates: count('deviates'),
    stale: count('stale'),
    'not-applicable': count('not-applicable'),
  };
  return { name, tally, results: all };
}

const good = reportOf('good', [{}, { id: 'call/bad-url/space', source: 'O', level: 'observed' }]);
const bad = reportOf(hostile, [
  {
    status: 'failed',
    broken: { what: hostile, expected: '1', actual: hostile },
  },
]);

test.before(context => {
  context.folder = fs.mkdtempSync(path.join(os.tmpdir(), 'wxreq-test-'));
});
test.after(({ folder }) => fs.rmSync(folder, { recursive: true }));

/** The page, opened, its script run. */
function pageOf(folder: string, reports: readonly JsonReport[]) {
  const files = reports.map((report, index) => {
    const file = path.join(folder, `${String(index)}.json`);
    fs.writeFileSync(file, JSON.stringify(report));
    return file;
  });
  const out = path.join(folder, 'page.html');
  const said = execFileSync(process.execPath, [cli, 'compare', ...files, '--out', out], { encoding: 'utf8' });
  const window = new Window({
    settings: { enableJavaScriptEvaluation: true, suppressInsecureJavaScriptEnvironmentWarning: true },
  });
  window.document.write(fs.readFileSync(out, 'utf8'));
  return { said, window, document: window.document, close: () => window.happyDOM.close() };
}

const texts = (list: Iterable<{ readonly textContent: string | null }>) =>
  [...list].map(one => one.textContent);

test('a case is a row, by chapter as in SPEC.md, and a subject a column', async ({ folder }) => {
  const { document, said, close } = pageOf(folder, [good, bad]);
  assert.equal(texts(document.querySelectorAll('thead b')), ['good', hostile]);
  assert.equal(texts(document.querySelectorAll('tbody th')), [
    'call',
    'call/bad-url/space',
    'body',
    'body/json/object',
  ]);
  assert.equal(texts(document.querySelectorAll('tbody td')), ['✓', '', '✓', '✗']);
  assert.match(said, /^good +2 passed, 0 failed, 0 deviate, 0 do not apply$/m);
  await close();
});

test('a cell opens what was expected and seen, as text whatever it is', async ({ folder }) => {
  const { window, document, close } = pageOf(folder, [good, bad]);
  document.querySelector('button.failed')?.dispatchEvent(new window.MouseEvent('click', { bubbles: true }));
  const seen = texts(document.querySelectorAll('dialog dt, dialog dd'));
  assert.is(document.querySelector('dialog h2')?.textContent, 'body/json/object');
  assert.is(seen[seen.indexOf('seen') + 1], hostile);
  assert.ok((seen[seen.indexOf('its clause, body/json') + 1] ?? '').length > 20, 'SPEC.md has the clause');
  assert.is(document.querySelectorAll('img').length, 0);
  assert.is(document.title, 'wx.request conformance');
  await close();
});

test('the filter keeps what fits, and hides chapters that have nothing left', async ({ folder }) => {
  const { window, document, close } = pageOf(folder, [good, bad]);
  const shown = () =>
    [...document.querySelectorAll('tbody tr')]
      .filter(line => !line.hasAttribute('hidden'))
      .map(line => line.querySelector('th')?.textContent);
  const choose = (id: string, value: string) => {
    const field = document.querySelector(id);
    Reflect.set(field ?? {}, 'value', value);
    field?.dispatchEvent(new window.Event('input'));
  };
  choose('#status', 'unlike');
  assert.equal(shown(), ['body', 'body/json/object']);
  choose('#status', '');
  choose('#level', 'observed');
  assert.equal(shown(), ['call', 'call/bad-url/space']);
  choose('#level', '');
  choose('#text', 'json OBJ');
  assert.equal(shown(), ['body', 'body/json/object']);
  await close();
});

test('what is no report is said, with its file', ({ folder }) => {
  const file = path.join(folder, 'none.json');
  fs.writeFileSync(file, '{}');
  const run = (...args: string[]) =>
    spawnSync(process.execPath, [cli, 'compare', ...args], { encoding: 'utf8' });
  assert.match(run(file, '--out', path.join(folder, 'x')).stderr, /none\.json: this is no report/);
  assert.match(run(file).stderr, /compare needs the JSON reports to put side by side, and --out FILE/);
});

test.run();
