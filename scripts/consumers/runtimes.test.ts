import path from 'node:path';
import { Readable } from 'node:stream';
import { build } from 'esbuild';
import * as assert from 'uvu/assert';
import { publicPackages } from '../packing/tarballs.mjs';
import { supervise } from '../testing/browsers/supervise.mjs';
import { runtimePath } from '../testing/runtimes.mjs';
import { suite } from '../testing/suite.ts';
import { makeProject, printed, run } from './project.mjs';
import { openTeaHouse, order, served, supports } from './tea-house.mjs';

const test = suite('consumers on other runtimes', { deadlineMs: 60_000 });

const house = await openTeaHouse();
test.after(() => house.close());

const isPublic = (name: string) => publicPackages.some(pkg => pkg.manifest.name === name);

for (const name of ['@wxreq/deno', 'wxreq'].filter(isPublic)) {
  test(`Deno requests through npm:${name}, with no permission but the network`, async () => {
    const project = await makeProject({
      'main.mjs': `import { request } from 'npm:${name}';\n${order('Deno.args[0]')}`,
    });
    const args = ['run', '--quiet', '--no-prompt', '--no-remote', '--node-modules-dir=manual', '--allow-net'];
    const deno = await run(String(runtimePath('deno')), [...args, 'main.mjs', house.url], project, {
      DENO_NO_UPDATE_CHECK: '1',
    });
    assert.is(printed(deno), served);
  });
}

/** Where `request` comes from on any runtime with a fetch: the facade, or core's adapter. */
const onAnyFetch = isPublic('wxreq')
  ? `import { request } from 'wxreq';\n`
  : `import { createRequest } from '@wxreq/core';
     import { createFetchAdapter } from '@wxreq/core/fetch';
     const request = createRequest(createFetchAdapter({ name: 'mine', supports: ${JSON.stringify(supports)} }));\n`;

test('Bun requests', async () => {
  const own = `import { request } from '@wxreq/bun';\n`;
  const sources = isPublic('@wxreq/bun') ? [own, onAnyFetch] : [onAnyFetch];
  for (const source of sources) {
    const project = await makeProject({ 'main.mjs': `${source}${order('process.argv[2]')}` });
    assert.is(
      printed(await run(String(runtimePath('bun')), ['run', 'main.mjs', house.url], project)),
      served,
    );
  }
});

const capnp = `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = (
      modules = [(name = "main", esModule = embed "out.js")],
      compatibilityDate = "2026-08-04",
    )),
    (name = "internet", network = (allow = ["private", "public"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);
`;

/** Starts a worker, asks it once, and gives its answer. */
async function askWorker(project: string): Promise<string> {
  const args = ['serve', path.join(project, 'config.capnp'), '--control-fd=3'];
  const running = supervise(String(runtimePath('workerd')), args);
  try {
    const port = await Promise.race([portIn(running.third), running.ended.then(() => undefined)]);
    assert.ok(port, running.said());
    const response = await fetch(`http://127.0.0.1:${String(port)}/?${encodeURIComponent(house.url)}`);
    return await response.text();
  } finally {
    await running.stop();
  }
}

/** The port that workerd reports on its control channel. */
async function portIn(channel: unknown): Promise<number | undefined> {
  if (!(channel instanceof Readable)) return undefined;
  let said = '';
  for await (const piece of channel) {
    said += String(piece);
    if (said.endsWith('\n')) return JSON.parse(said).port;
  }
  return undefined;
}

test('a bundle for workerd requests', async () => {
  const project = await makeProject({
    'config.capnp': capnp,
    'main.mjs': `${onAnyFetch}
      const ask = (url, told) => ${order('url', 'told')}
      export default {
        async fetch({ url }) {
          const line = await new Promise(told => void ask(decodeURIComponent(new URL(url).search.slice(1)), told));
          return new Response(line);
        },
      };`,
  });
  const { warnings } = await build({
    absWorkingDir: project,
    entryPoints: ['main.mjs'],
    outfile: 'out.js',
    bundle: true,
    format: 'esm',
    conditions: ['workerd', 'worker', 'browser'],
    logLevel: 'silent',
  });
  assert.equal(warnings, []);
  assert.is(await askWorker(project), served);
});

test.run();
