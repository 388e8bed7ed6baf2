import fs from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import * as assert from 'uvu/assert';
import { askWorker } from '../testing/runtimes/worker.mjs';
import { runtimePath } from '../testing/runtimes.mjs';
import { toolPath } from '../testing/consumers.mjs';
import { suite } from '../testing/suite.ts';
import { makeProject, printed, run, runNode } from './project.mjs';
import { openTeaHouse, order, served } from './tea-house.mjs';

const test = suite('consumers of wxreq', { deadlineMs: 60_000 });

const house = await openTeaHouse();
test.after(() => house.close());

/** An expression: the name of the adapter behind `createRequest`, which it says when it refuses an option. */
const adapter = `(() => {
  try { createRequest({ timeout: -1 }); } catch ({ message }) { return message.split(' ').at(-1); }
})()`;
const all = `import * as all from 'wxreq';\nconst { createRequest } = all;\n`;
const say = `console.log(${adapter}, Object.keys(all).filter(name => name !== '__esModule').sort().join());`;
const names = 'createRequest,headerOf,install,request';

test('every runtime gets its own adapter by one name, and the same exports', async () => {
  const project = await makeProject({
    'main.mjs': all + say,
    'main.cjs': `const all = require('wxreq');\nconst { createRequest } = all;\n${say}`,
  });
  for (const file of ['main.mjs', 'main.cjs']) {
    assert.is(await runNode(file, project), `node ${names}`);
    assert.is(printed(await run(String(runtimePath('bun')), ['run', file], project)), `bun ${names}`);
  }
  // Deno resolves what is required by Node's conditions.
  const args = ['run', '--quiet', '--no-prompt', '--no-remote', '--node-modules-dir=manual', 'main.mjs'];
  const deno = await run(String(runtimePath('deno')), args, project, { DENO_NO_UPDATE_CHECK: '1' });
  assert.is(printed(deno), `deno ${names}`);
  const code = `${all}export default { fetch: () => new Response(${adapter} + ' ' + Object.keys(all).join()) };`;
  assert.equal(await askWorker({ code, folder: project }, ['']), [`edge ${names}`]);
});

/** What a bundler may resolve by, and the adapter that its bundle must carry. None of these has Node's modules. */
const conditions: readonly (readonly [adapter: string, conditions: readonly string[]])[] = [
  ['browser', ['browser', 'module']],
  ['browser', ['worker', 'browser']],
  ['edge', ['workerd', 'worker', 'browser']],
  ['edge', ['edge-light', 'browser']],
  ['edge', []],
];

for (const [name, given] of conditions) {
  test(`a bundle for [${given.join(', ')}] carries the ${name} adapter, nothing of Node, and sets wx.request`, async () => {
    const install = `import { uninstall } from 'wxreq/install';\nconst mine = wx.request === all.request;\nuninstall();\n`;
    const project = await makeProject({
      'main.mjs': `${install}${all}${say}\nconsole.log(mine);\nconst { request } = all;\n${order('process.argv[2]')}`,
    });
    const { warnings, metafile } = await build({
      absWorkingDir: project,
      entryPoints: ['main.mjs'],
      outfile: 'out.mjs',
      bundle: true,
      format: 'esm',
      platform: 'neutral',
      mainFields: ['module', 'main'],
      conditions: [...given],
      metafile: true,
      logLevel: 'silent',
    });
    assert.equal(warnings, []);
    assert.is(await runNode('out.mjs', project, house.url), `${name} ${names}\ntrue\n${served}`);
    const packages = new Set(
      Object.keys(metafile.inputs).map(file => /@wxreq\/\w+|wxreq(?=\/)|mitt/.exec(file)?.[0]),
    );
    packages.delete(undefined);
    assert.equal([...packages].sort(), ['@wxreq/core', `@wxreq/${name}`, 'mitt', 'wxreq'].sort());
  });
}

const tool = (name: string, file: string) => path.join(toolPath(name), file);

/** How a page is built from `main.js`; its one script is in the folder. */
const builders = {
  Vite: {
    files: { 'index.html': '<!doctype html><script type="module" src="/main.js"></script>' },
    args: [tool('vite', 'bin/vite.js'), 'build', '--logLevel', 'warn'],
    folder: 'dist/assets',
  },
  webpack: {
    files: {
      'build.cjs': `require(${JSON.stringify(toolPath('webpack'))})(
        { mode: 'production', entry: './main.js', context: __dirname, output: { path: __dirname + '/dist' } },
        (error, stats) => { if (error || stats.hasErrors() || stats.hasWarnings()) throw error ?? stats.toString(); },
      );`,
    },
    args: ['build.cjs'],
    folder: 'dist',
  },
};

for (const [title, { files, args, folder }] of Object.entries(builders)) {
  test(`a page that ${title} builds with wxreq is as small as with @wxreq/browser`, async () => {
    const built = async (name: string): Promise<string> => {
      const main = `import { request } from '${name}';\n${order(`'/order'`)}`;
      const project = await makeProject({ 'main.js': main, ...files }, { type: 'module' });
      printed(await run(process.execPath, args, project));
      const [script = ''] = fs.readdirSync(path.join(project, folder)).filter(file => file.endsWith('.js'));
      return fs.readFileSync(path.join(project, folder, script), 'utf8');
    };
    const [own, facade] = await Promise.all([built('@wxreq/browser'), built('wxreq')]);
    assert.ok(
      Math.abs(facade.length - own.length) < 64,
      `${String(facade.length)} to ${String(own.length)} bytes`,
    );
    assert.not.match(facade, /node:|undici|async_hooks|getBuiltinModule/);
  });
}

test('Vite’s build for a server gets the Node adapter, whether packages are bundled or not', async () => {
  const project = await makeProject(
    { 'main.js': `${all}${say}\nconst { request } = all;\n${order('process.argv[2]')}` },
    { type: 'module' },
  );
  for (const ssr of ['{}', '{ noExternal: true }']) {
    fs.writeFileSync(
      path.join(project, 'vite.config.js'),
      `export default { ssr: ${ssr}, build: { ssr: 'main.js', emptyOutDir: true } };`,
    );
    printed(
      await run(process.execPath, [tool('vite', 'bin/vite.js'), 'build', '--logLevel', 'warn'], project),
    );
    assert.is(await runNode('dist/main.js', project, house.url), `node ${names}\n${served}`);
  }
});

test.run();
