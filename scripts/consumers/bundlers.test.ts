import fs from 'node:fs';
import path from 'node:path';
import * as assert from 'uvu/assert';
import { publicPackages } from '../packing/tarballs.mjs';
import { browsers, temporaryDirectory } from '../testing/browsers/browsers.mjs';
import { makeCertificate } from '../testing/browsers/certificate.mjs';
import { launch } from '../testing/browsers/launch.mjs';
import { serve } from '../testing/browsers/serve.mjs';
import { toolPath } from '../testing/consumers.mjs';
import { suite } from '../testing/suite.ts';
import { makeProject, printed, run } from './project.mjs';
import { order, served, serveTea } from './tea-house.mjs';

const test = suite('consumers in bundles', { deadlineMs: 100_000 });

const chromium = browsers.find(({ name }) => name === 'chromium');
const names = ['@wxreq/browser', 'wxreq'].filter(name =>
  publicPackages.some(pkg => pkg.manifest.name === name),
);
const tell = `(line => void fetch('/harness/told', { method: 'POST', body: line }))`;

/** A page's script: every package of pages makes the call, and says what came of it. */
const page = names
  .map((name, index) => `import { request as request${String(index)} } from '${name}';\n`)
  .concat(
    names.map((_, index) => `{ const request = request${String(index)};\n${order(`'/order'`, tell)}}\n`),
  )
  .join('');

const tool = (...parts: readonly [string, string]) => path.join(toolPath(parts[0]), parts[1]);
const moduleOf = (name: string, file: string) => JSON.stringify(tool(name, file));

/** webpack by its interface, where a warning is an error; `more`: settings of its own. */
function webpack(more = ''): string {
  return `require(${JSON.stringify(toolPath('webpack'))})(
    {
      mode: 'production', entry: './main.js', context: __dirname, output: { path: __dirname + '/dist' },
      ${more}
    },
    (error, stats) => { if (error || stats.hasErrors() || stats.hasWarnings()) throw error ?? stats.toString(); },
  );`;
}

/** It reads no exports, and asks for no file's ending. Itself it does not run on today's Node. */
const asWebpack4 =
  'resolve: { exportsFields: [] }, module: { rules: [{ test: /\\.js$/, resolve: { fullySpecified: false } }] },';

/** What each bundler is given beside the page's script, how it is run, and where its bundle lies. */
const bundlers = [
  {
    name: 'Vite',
    files: { 'index.html': '<!doctype html><script type="module" src="/main.js"></script>' },
    args: [tool('vite', 'bin/vite.js'), 'build', '--logLevel', 'warn'],
    folder: 'dist/assets',
  },
  { name: 'webpack', files: { 'build.cjs': webpack() }, args: ['build.cjs'], folder: 'dist' },
  {
    name: 'webpack as its version 4 resolves',
    files: { 'build.cjs': webpack(asWebpack4) },
    args: ['build.cjs'],
    folder: 'dist',
  },
  {
    name: 'rollup',
    files: {
      'rollup.config.mjs': `import resolve from ${moduleOf('@rollup/plugin-node-resolve', 'dist/es/index.js')};
        import commonjs from ${moduleOf('@rollup/plugin-commonjs', 'dist/es/index.js')};
        export default {
          input: 'main.js', output: { dir: 'dist' }, plugins: [resolve({ browser: true }), commonjs()],
          onwarn: warning => { throw new Error(warning.message); },
        };`,
    },
    args: [tool('rollup', 'dist/bin/rollup'), '--config', '--silent'],
    folder: 'dist',
  },
  {
    name: 'esbuild',
    files: {},
    args: [
      tool('esbuild', 'bin/esbuild'),
      'main.js',
      '--bundle',
      '--minify',
      '--format=esm',
      '--log-level=warning',
      '--outdir=dist',
    ],
    folder: 'dist',
  },
];

/** Runs a script in a page of chromium until it has told as much as asked; gives what it told. */
async function inPage(
  bundle: Uint8Array,
  count: number,
  routes: Parameters<typeof serve>[0]['routes'] = serveTea,
): Promise<string[]> {
  assert.ok(chromium);
  const directory = temporaryDirectory();
  const told: string[] = [];
  const certificate = makeCertificate(directory);
  let done = () => {};
  const all = new Promise<void>(resolve => (done = resolve));
  const harness = {
    told(line: string) {
      if (told.push(line) === count) done();
    },
  };
  const server = await serve({ bundle, routes, certificate, harness });
  const running = await launch(chromium, `${server.origins.page}/`, certificate.trust, directory);
  try {
    await Promise.race([all, running.ended]);
  } finally {
    await running.stop();
    server.close();
    fs.rmSync(directory, { recursive: true, force: true, maxRetries: 3 });
  }
  return told;
}

for (const { name, files, args, folder } of bundlers) {
  test(`a page built by ${name}, without a warning, requests`, async () => {
    const project = await makeProject({ 'main.js': page, ...files }, { type: 'module' });
    const result = await run(process.execPath, args, project);
    assert.is(printed(result) + result.err.trim(), '');
    const scripts = fs.readdirSync(path.join(project, folder)).filter(file => file.endsWith('.js'));
    assert.is(scripts.length, 1, scripts.join());
    const bundle = fs.readFileSync(path.join(project, folder, String(scripts[0])));
    assert.equal(
      await inPage(bundle, names.length),
      names.map(() => served),
    );
  });
}

test('a service worker, in a build for one, requests', async () => {
  const project = await makeProject({
    'main.js': `import { request } from 'wxreq';
      addEventListener('install', event => {
        const answer = new Promise(tell => void ${order(`'/order'`, 'tell').trim().replace(/;$/, '')});
        event.waitUntil(answer.then(body => fetch('/harness/told', { method: 'POST', body })));
      });`,
  });
  const args = ['main.js', '--bundle', '--conditions=worker', '--log-level=warning', '--outfile=worker.js'];
  const esbuild = await run(process.execPath, [tool('esbuild', 'bin/esbuild'), ...args], project);
  assert.is(printed(esbuild) + esbuild.err, '');
  const page = new TextEncoder().encode(`navigator.serviceWorker.register('/worker.js');`);
  const told = await inPage(page, 1, (request, response) => {
    if (request.url !== '/worker.js') return serveTea(request, response);
    response.setHeader('content-type', 'text/javascript');
    return response.end(fs.readFileSync(path.join(project, 'worker.js')));
  });
  assert.equal(told, [served]);
});

test.run();
