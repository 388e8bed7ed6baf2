import { spawn } from 'node:child_process';
import fs from 'node:fs';
import { fileURLToPath } from 'node:url';
import { serve } from '@wxreq/conformance/server';
import type { ReferenceServer } from '@wxreq/conformance/server';
import * as assert from 'uvu/assert';
import { suite } from '../../../scripts/testing/suite.ts';
import { runtimePath } from '../../../scripts/testing/runtimes.mjs';

const test = suite('deno: what the README shows', { deadlineMs: 20_000 });
const folder = fileURLToPath(new URL('..', import.meta.url));
const readme = fs.readFileSync(`${folder}/README.md`, 'utf8');
const [, example = ''] = /^```js\n([^]*?)^```$/m.exec(readme) ?? [];
const [, command = ''] = /^deno (run .*) main\.js$/m.exec(readme) ?? [];

let server: ReferenceServer;
test.before(async () => {
  server = await serve();
});
test.after(() => server.close());

/** Runs code by the README's command, from standard input. */
async function run(code: string): Promise<{ out: string; err: string }> {
  const child = spawn(
    runtimePath('deno') ?? 'deno',
    [...command.split(' '), '--no-prompt', '--ext=js', '-'],
    {
      cwd: folder,
      env: { ...process.env, DENO_NO_UPDATE_CHECK: '1', NO_COLOR: '1' },
    },
  );
  const said = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', text => (said.out += text));
  child.stderr.setEncoding('utf8').on('data', text => (said.err += text));
  child.stdin.end(code);
  await new Promise(resolve => child.once('close', resolve));
  return said;
}

/** The example with this pin, on the reference server, whose authority is known only to it. */
function filled(pin: string): string {
  const { base = '' } = server.address.https ?? {};
  return example
    .replace(
      "import { request } from 'npm:@wxreq/deno';",
      `import { createRequest } from '@wxreq/deno';\nconst request = createRequest({ ca: ${JSON.stringify(server.authority)} });`,
    )
    .replace('https://api.example.com', base)
    .replace(/'sha256[^']+'/, `'${pin}'`);
}

test('the example passes with --allow-net alone, and fails with a pin that is not shown', async () => {
  const { leaf = '', unknown = '' } = server.address.https?.pins ?? {};
  assert.equal(await run(filled(leaf)), { out: '200\n', err: '' });
  assert.equal(await run(filled(unknown)), { out: '', err: 'request:fail certificate pinning failure\n' });
});

test('the whole package loads without any permission, and a request without --allow-net says so', async () => {
  const code = `import '@wxreq/deno/install';
    wx.request({ url: '${server.address.http}/echo', complete: ({ errMsg, cause }) => console.log(errMsg, cause?.name) });`;
  const child = spawn(runtimePath('deno') ?? 'deno', ['run', '--quiet', '--no-prompt', '--ext=js', '-'], {
    cwd: folder,
    env: { ...process.env, DENO_NO_UPDATE_CHECK: '1', NO_COLOR: '1' },
  });
  let out = '';
  child.stdout.setEncoding('utf8').on('data', text => (out += text));
  child.stderr.setEncoding('utf8').on('data', text => (out += text));
  child.stdin.end(code);
  await new Promise(resolve => child.once('close', resolve));
  assert.is(out, 'request:fail network error NotCapable\n');
});

test.run();
