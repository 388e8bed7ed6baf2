import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { RequestListener } from 'node:http';
import path from 'node:path';
import * as assert from 'uvu/assert';
import { suite } from '../testing/suite.ts';

const test = suite('demo', { deadlineMs: 60_000 });
const demo = path.resolve(import.meta.dirname, '../demo.mjs');
const liar = path.resolve(import.meta.dirname, 'fixtures/lying-tea-house.mjs');

const proxies = ['http_proxy', 'https_proxy', 'HTTP_PROXY', 'HTTPS_PROXY'];
const bare = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => ![...proxies, 'NO_COLOR', 'FORCE_COLOR'].includes(name)),
);

async function run(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const child = spawn(process.execPath, args, {
    env: { ...bare, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', text => (output += text));
  const [code] = await once(child, 'close');
  return { code, output };
}

/** Title, and the marks of its checks: `✓✓✗`. */
function scenesOf(output: string): [title: string, marks: string][] {
  return [...output.matchAll(/^ [ \d]\d {2}(.+?) ·+ .*$([^]*?)(?=^ [ \d]\d {2}|^ ─)/gm)].map(
    ([, title = '', rest = '']) => [
      title,
      (rest.match(/^ {3}[✓✗](?= )/gm) ?? []).join('').replaceAll(' ', ''),
    ],
  );
}

async function serving<T>(listener: RequestListener, use: (url: string) => Promise<T>): Promise<T> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  try {
    return await use(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`);
  } finally {
    server.close();
    server.closeAllConnections();
  }
}

test('tells every scene, each check true, in 80 columns without colours', async () => {
  const { code, output } = await run([demo], { NO_COLOR: '1' });
  assert.is(code, 0, output);
  const scenes = scenesOf(output);
  assert.is(scenes.length, 14);
  for (const [title, marks] of scenes) assert.match(marks, /^✓{3,}$/, title);
  const count = scenes.map(([, marks]) => marks.length).reduce((sum, marks) => sum + marks);
  assert.ok(output.includes(` ✓ 14 scenes, ${count} checks, all as SPEC.md says.`));
  assert.is(output.includes('\u001b'), false);
  assert.equal(
    output.split('\n').filter(line => line.length > 80),
    [],
  );
});

test('shows ✗, what was expected and what came, and fails, where the server does not do as it should', async () => {
  const { code, output } = await run([liar]);
  assert.is(code, 1);
  const wrong = scenesOf(output).filter(([, marks]) => marks.includes('✗'));
  assert.equal(wrong, [
    ['The seal, as bytes', '✓✗✓'],
    // Without a cookie there is nothing to send along: the empty header is dropped.
    ['A guest with cookies', '✓✗✗✓✓✓✗'],
    ['No coffee: a 404 is a success', '✓✗✓'],
  ]);
  assert.match(
    output,
    /✗ success {2}404, with exactly[^]*expected[^]*statusCode: 404[^]*got[^]*statusCode: 410/,
  );
  assert.ok(output.includes(' ✗ 3 of 14 scenes went wrong: 5 of '));
});

test('asks a real address and shows its answer: status, size, header, profile, data', async () => {
  const answer: RequestListener = (_, response) => {
    response.writeHead(404, { 'content-type': 'text/plain', 'x-tea': 'green' }).end('one\n\u001b[2Jtwo\n');
  };
  const { code, output } = await serving(answer, url => run([demo, `${url}/tea`]));
  assert.is(code, 0, output);
  assert.match(output, /^ ✓ 404 {2}12 bytes {2}http1\.1 with 127\.0\.0\.1 port \d+$/m);
  assert.match(output, /^ {3}x-tea +green$/m);
  assert.match(output, /^ {3}waiting +\d+ ms +█+$/m);
  assert.match(output, /^ data\n {3}one\n {3}·\[2Jtwo$/m);
});

test('says what went wrong where nobody listens, and fails', async () => {
  const refused = await serving(
    () => {},
    url => Promise.resolve(url),
  );
  const { code, output } = await run([demo, refused]);
  assert.is(code, 1);
  assert.match(output, /^ ✗ request:fail -102:net::ERR_CONNECTION_REFUSED$/m);
  assert.match(output, /^ {3}errno {2}600001\n {3}cause {2}connect ECONNREFUSED 127\.0\.0\.1:\d+$/m);
  assert.match(output, /nothing listens on this port/);
});

test('offers the scheme to who forgot it', async () => {
  const { code, output } = await run([demo, 'tea.example']);
  assert.is(code, 1);
  assert.match(output, /^ ✗ request:fail invalid url "tea\.example"$/m);
  assert.match(output, /Perhaps: https:\/\/tea\.example$/m);
});

test('is coloured where that is asked for, and explains itself', async () => {
  const coloured = await run([demo, 'tea.example'], { FORCE_COLOR: '1' });
  assert.ok(coloured.output.includes('\u001b[31m✗\u001b[39m'));
  const plain = await run([demo, 'tea.example'], { FORCE_COLOR: '1', NO_COLOR: '1' });
  assert.is(plain.output.includes('\u001b'), false);
  const { code, output } = await run([demo, '--help']);
  assert.is(code, 0);
  assert.match(output, /^npm run demo -- URL /m);
});

test.run();
