import * as assert from 'uvu/assert';
import { publicPackages } from '../packing/tarballs.mjs';
import { askWorker } from '../testing/runtimes/worker.mjs';
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

test('a bundle for workerd requests', async () => {
  const folder = await makeProject({});
  const code = `${onAnyFetch}
    const ask = (url, told) => ${order('url', 'told')}
    export default {
      async fetch(incoming) {
        const url = await incoming.text();
        return new Response(await new Promise(told => void ask(url, told)));
      },
    };`;
  assert.equal(await askWorker({ code, folder }, [house.url]), [served]);
});

test.run();
