import { execFile } from 'node:child_process';
import { once } from 'node:events';
import http from 'node:http';
import { promisify } from 'node:util';
import * as assert from 'uvu/assert';
import { suite } from '../../../scripts/testing/suite.ts';
import { blocks, packageFolder } from './support/readme.ts';

const test = suite('node: what the README shows', { deadlineMs: 20_000 });

/** Tells what it was asked; `/stream` is a text whose first character comes in two pieces. */
const server = http.createServer(({ url, headers }, response) => {
  response.setHeader('set-cookie', 'seen=1');
  if (url === '/stream') {
    const [first = 0, ...rest] = Buffer.from('咖啡');
    response.write(Buffer.from([first]));
    setTimeout(() => response.end(Buffer.from(rest)), 50);
    return;
  }
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify({ url, headers }));
});

let origin = '';

test.before(async () => {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  if (typeof address === 'object') origin = `http://127.0.0.1:${String(address?.port)}`;
});

test.after(() => {
  server.close();
});

/** What an example prints, asking our server instead of api.example.com; it must end by itself and complain of nothing. */
async function printed(heading: string | undefined, index = 0): Promise<string[]> {
  const code = blocks('js', heading)[index] ?? '';
  const filled = code.replaceAll('https://api.example.com', origin);
  const args = ['--input-type=module', '-e', filled];
  const { stdout, stderr } = await promisify(execFile)(process.execPath, args, { cwd: packageFolder });
  assert.is(stderr, '');
  return stdout.trimEnd().split('\n');
}

test('a request with data, its header before its result', async () => {
  assert.equal(await printed(undefined), [
    'application/json',
    "200 /search?page=1&q=%E5%92%96%E5%95%A1 [ 'seen=1' ]",
  ]);
});

test('one import sets wx.request', async () => {
  assert.equal(await printed(undefined, 1), ['/me']);
});

test('each user has a header and a context of their own', async () => {
  const lines = await printed('One `request` for the whole process');
  assert.equal(lines.sort(), ['Ada Ada', 'Grace Grace']);
});

test('a character that two chunks share comes out whole', async () => {
  const lines = await printed('Streams');
  assert.equal([lines.slice(0, -1).join(''), lines.at(-1)], ['咖啡', 'end']);
});

test('close() waits for what is under way, and lets the process end', async () => {
  assert.equal(await printed('What keeps the process alive'), ['200', 'closed']);
});

test('a MockAgent answers instead of the network', async () => {
  assert.equal(await printed('Tests and tracing'), ['oolong']);
});

test.run();
