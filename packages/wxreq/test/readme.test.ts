import { execFile } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import http from 'node:http';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import * as assert from 'uvu/assert';
import { suite } from '../../../scripts/testing/suite.ts';
import * as facade from '../src/index.ts';

const test = suite('wxreq: what the README shows', { deadlineMs: 20_000 });
const folder = fileURLToPath(new URL('..', import.meta.url));
const read = (file: string): string => fs.readFileSync(folder + file, 'utf8');
const readme = read('README.md');
const manifest = JSON.parse(read('package.json'));

const server = http.createServer(({ url }, response) => {
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify({ url }));
});
let origin = '';
test.before(async () => {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  origin = `http://127.0.0.1:${String(typeof address === 'object' ? address?.port : '')}`;
});
test.after(() => {
  server.close();
});

test('its examples run on Node', async () => {
  const examples = [...readme.matchAll(/^```js\n([^]*?)^```$/gm)].map(([, code = '']) => code);
  const said = [];
  for (const code of examples) {
    const args = ['--input-type=module', '-e', code.replace('https://api.example.com', origin)];
    const { stdout, stderr } = await promisify(execFile)(process.execPath, args, { cwd: folder });
    said.push(stdout + stderr);
  }
  assert.equal(said, [
    'application/json\n200 /menu?q=%E5%92%96%E5%95%A1\n',
    'request:ok\n',
    'application/json\n',
  ]);
});

test('its table has every condition, in the order in which they are tried, and the package that each leads to', () => {
  const rows = [...readme.matchAll(/^\| `([\w-]+)` +\|[^|]*\| \[`(\S+)`\]/gm)].map(([, ...row]) => row);
  const { types, ...conditions } = manifest.exports['.'].import;
  assert.is(types, './dist/index.d.ts');
  assert.equal(
    rows.map(([condition]) => condition),
    Object.keys(conditions),
  );
  for (const [condition = '', name] of rows) {
    const source = read(conditions[condition].replace('./dist/', 'src/').replace('.js', '.ts'));
    assert.is(/createRequest.* from '(.*)';/.exec(source)?.[1], name, condition);
    const install = manifest.exports['./install'].import[condition];
    assert.is(install, conditions[condition].replace('./dist/', './dist/install.'), condition);
  }
});

test('a tool that reads no conditions gets what pages get', async () => {
  const { createRequest, headerOf, install, request } = await import('../src/browser.ts');
  assert.equal({ ...facade }, { createRequest, headerOf, install, request });
});

test.run();
