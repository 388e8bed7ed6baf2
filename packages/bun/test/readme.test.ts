import { execFile } from 'node:child_process';
import fs from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { serve } from '@wxreq/conformance/server';
import type { ReferenceServer } from '@wxreq/conformance/server';
import * as assert from 'uvu/assert';
import { suite } from '../../../scripts/testing/suite.ts';
import { runtimePath } from '../../../scripts/testing/runtimes.mjs';

const test = suite('bun: what the README shows', { deadlineMs: 20_000 });
const folder = fileURLToPath(new URL('..', import.meta.url));
const readme = fs.readFileSync(`${folder}/README.md`, 'utf8');
const [, example = ''] = /^```js\n([^]*?)^```$/m.exec(readme) ?? [];

let server: ReferenceServer;
test.before(async () => {
  server = await serve();
});
test.after(() => server.close());

/** What a program says, run by Bun from the package's folder. */
async function run(code: string): Promise<{ out: string; err: string }> {
  const { stdout, stderr } = await promisify(execFile)(runtimePath('bun') ?? 'bun', ['-e', code], {
    cwd: folder,
    env: { ...process.env, NO_COLOR: '1' },
  });
  return { out: stdout, err: stderr };
}

/** The example with this pin, on the reference server, whose authority is known only to it. */
function filled(pin: string): string {
  const { base = '' } = server.address.https ?? {};
  return example
    .replace(
      "import { request } from '@wxreq/bun';",
      `import { createRequest } from '@wxreq/bun';\nconst request = createRequest({ ca: ${JSON.stringify(server.authority)} });`,
    )
    .replace('https://api.example.com', base)
    .replace(/'sha256[^']+'/, `'${pin}'`);
}

test('the example passes, and fails with a pin that is not shown, also if it is the issuer’s', async () => {
  const { leaf = '', issuer = '', unknown = '' } = server.address.https?.pins ?? {};
  assert.equal(await run(filled(leaf)), { out: '200\n', err: '' });
  for (const pin of [unknown, issuer])
    assert.equal(await run(filled(pin)), { out: '', err: 'request:fail certificate pinning failure\n' });
});

test('one import sets wx.request', async () => {
  const code = `import '@wxreq/bun/install';
    wx.request({ url: '${server.address.http}/echo', complete: ({ errMsg }) => console.log(errMsg) });`;
  assert.equal(await run(code), { out: 'request:ok\n', err: '' });
});

test('a wrong option is named when the request is made, not when it is used', async () => {
  const code = `import { createRequest } from '@wxreq/bun';
    for (const host of [{ ca: 1 }, { ca: ['', 2] }, { key: {} }, { proxy: '' }, null, () => 1])
      try { createRequest(host); } catch (error) { console.log(error.name, error.message); }`;
  assert.equal((await run(code)).out.split('\n'), [
    'TypeError createRequest: host.ca should be PEM text or bytes',
    'TypeError createRequest: host.ca should be PEM text or bytes',
    'TypeError createRequest: host.key should be PEM text or bytes',
    'TypeError createRequest: host.proxy is no option on bun',
    ...Array.from({ length: 2 }, () => 'TypeError createRequest: host should be an object'),
    '',
  ]);
});

test.run();
