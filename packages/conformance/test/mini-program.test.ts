import { execFile } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import * as assert from 'uvu/assert';
import { createRequest } from '@wxreq/core';
import { createNodeAdapter } from '@wxreq/node';
import { suite } from '../../../scripts/testing/suite.ts';
import { run } from '../src/index.ts';
import { serve } from '../src/server.ts';
import { startServe } from './served.ts';
import { loader, barePlatform } from './bare-platform.ts';

const test = suite<{ folder: string }>('conformance: mini-program', { deadlineMs: 60_000 });
const cli = fileURLToPath(new URL('../dist/cli.js', import.meta.url));
const write = (folder: string, ...args: string[]) =>
  promisify(execFile)(process.execPath, [cli, 'mini-program', folder, ...args]);

interface PageObject {
  data: Record<string, unknown>;
  setData(change: object): void;
  onLoad(query?: Record<string, string>): void;
  start(): void;
  changeServer(event: object): void;
}

/** Starts the project as the platform does: app.js, then the page that app.json names first. */
function openProject(folder: string): PageObject {
  let page: PageObject | undefined;
  const App = () => {};
  const Page = (given: PageObject) => {
    page = Object.assign(given, {
      setData(change: object) {
        // What goes over the bridge is data.
        Object.assign(given.data, JSON.parse(JSON.stringify(change)));
      },
    });
  };
  // A mini-program's require knows paths relative to the file, and nothing else.
  const load = loader(barePlatform({ App, Page }), (name, from) => ({
    file: path.join(path.dirname(from), name),
  }));
  load(path.join(folder, 'app.js'));
  const { pages } = JSON.parse(fs.readFileSync(path.join(folder, 'app.json'), 'utf8'));
  load(path.join(folder, `${pages[0]}.js`));
  if (page === undefined) throw new Error('the page did not register itself');
  return page;
}

test.before(context => {
  context.folder = fs.mkdtempSync(path.join(os.tmpdir(), 'wxreq-test-'));
});
test.after(({ folder }) => fs.rmSync(folder, { recursive: true }));

test('opened in a platform with wx.request, timers and console alone, the project judges as on Node, shows the report and sends it', async ({
  folder,
}) => {
  const project = path.join(folder, 'whole');
  const served = await startServe('--once', '--report', 'json', '--out', path.join(folder, 'report.json'));
  await write(project, '--server', served.address);
  const page = openProject(project);
  page.onLoad({});
  const code = await served.exit;

  const server = await serve({ https: false });
  const onNode: [string, string][] = [];
  const request = createRequest(createNodeAdapter());
  for await (const { case: one, status } of run({ request }, { server: server.address }))
    onNode.push([one.id, status]);
  await server.close();
  const { results }: { results: { id: string; status: string }[] } = JSON.parse(
    fs.readFileSync(path.join(folder, 'report.json'), 'utf8'),
  );
  const odd = results.filter(one => one.status === 'failed');
  assert.equal(odd, []);
  const statuses = new Map(results.map(one => [one.id, one.status]));
  // What a platform does not have cannot be given to its wx.request.
  const without = [
    'big-int',
    'big-int-inside',
    'formdata',
    'blob',
    'file',
    'urlsearchparams',
    'readablestream',
  ];
  const apart = new Set(without.map(name => `call/bad-data/${name}`));
  assert.equal(
    onNode.filter(([id, status]) => statuses.get(id) !== (apart.has(id) ? 'not-applicable' : status)),
    [],
  );
  assert.is(code, 0);
  assert.is(page.data.verdict, 'every rule is kept');
  assert.is(page.data.now, `${onNode.length} cases`);
});

test('the page shows each broken rule with what was expected and seen', async ({ folder }) => {
  const project = path.join(folder, 'broken');
  const served = await startServe('--once', '--only', 'body/string/as-it-is-in-a-form');
  await write(project);
  fs.writeFileSync(
    path.join(project, 'subject.js'),
    `const louder = data => (typeof data === 'string' ? data + '!' : data);
     module.exports = { request: options => wx.request({ ...options, data: louder(options.data) }) };`,
  );
  const page = openProject(project);
  page.onLoad();
  assert.is(page.data.running, false, 'it waits for the address');
  page.changeServer({ detail: { value: `${served.address}/` } });
  page.start();
  assert.is(await served.exit, 1);
  assert.is(page.data.verdict, '1 rules are broken');
  assert.equal(page.data.chapters, [{ name: 'body', passed: 0, bad: 1, other: 0 }]);
  assert.equal(page.data.broken, [
    {
      id: 'body/string/as-it-is-in-a-form',
      what: 'the body that the server saw',
      expected: '"a b"',
      actual: '"a b!"',
      quote: 'As is, UTF-8, never JSON-quoted',
    },
  ]);
});

test('a server that does not answer is said on the page', async ({ folder }) => {
  const project = path.join(folder, 'alone');
  await write(project, '--server', 'http://127.0.0.1:1');
  const page = openProject(project);
  const said = new Promise<unknown>(resolve => {
    const { setData } = page;
    page.setData = change => {
      setData(change);
      if (page.data.verdict !== '') resolve(page.data.verdict);
    };
  });
  page.onLoad();
  assert.match(String(await said), /^the run could not be finished: .*ERR_CONNECTION_REFUSED/);
});

test('writing it again brings the suite up to date and keeps subject.js', async ({ folder }) => {
  const project = path.join(folder, 'again');
  await write(project);
  fs.writeFileSync(path.join(project, 'subject.js'), '// mine');
  fs.writeFileSync(path.join(project, 'suite.js'), '// old');
  await write(project);
  assert.is(fs.readFileSync(path.join(project, 'subject.js'), 'utf8'), '// mine');
  assert.ok(
    fs.readFileSync(path.join(project, 'suite.js'), 'utf8').endsWith('module.exports = wxreqConformance;\n'),
  );
});

test('a folder with other things in it is left alone', async ({ folder }) => {
  const other = path.join(folder, 'other');
  fs.mkdirSync(other);
  fs.writeFileSync(path.join(other, 'app.js'), '// mine');
  const failure = await write(other).catch(error => error);
  assert.is(failure.code, 2);
  assert.match(failure.stderr, /is not empty, and no project of this command/);
  assert.equal(fs.readdirSync(other), ['app.js']);
});

test('every page that app.json names is there with its four files', async ({ folder }) => {
  const project = path.join(folder, 'files');
  await write(project);
  const { pages } = JSON.parse(fs.readFileSync(path.join(project, 'app.json'), 'utf8'));
  for (const page of pages) {
    for (const kind of ['js', 'json', 'wxml', 'wxss'])
      assert.ok(fs.existsSync(path.join(project, `${page}.${kind}`)), kind);
  }
  JSON.parse(fs.readFileSync(path.join(project, 'project.config.json'), 'utf8'));
});

test.run();
