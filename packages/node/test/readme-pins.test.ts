import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import * as assert from 'uvu/assert';
import { suite } from '../../../scripts/testing/suite.ts';
import { pinFailure } from './support/asking.ts';
import type { Identity } from './support/certificates.ts';
import { startCounting } from './support/counting.ts';
import { make, show } from './support/openssl.ts';
import type { Made } from './support/openssl.ts';
import { blocks, packageFolder } from './support/readme.ts';

const test = suite('node: what the README shows of pins', { deadlineMs: 20_000 });
const pinning = 'Certificate pinning';

let root: Made;
let issuer: Made;
let leaf: Made;
let backup: Made;

test.before(() => {
  root = make({ name: 'Example Root', authority: true });
  issuer = make({ name: 'Example Issuer', authority: true, by: root });
  leaf = make({ name: 'api.example.com', by: issuer });
  backup = make({ name: 'api.example.com', by: issuer });
});

/** Runs Node on a server that shows these certificates; NAME in the arguments is its address. */
async function runNode(args: readonly string[], shown: Identity): Promise<{ out: string; err: string }> {
  const server = await startCounting(shown);
  const filled = args.map(text => text.replaceAll('NAME', `localhost:${server.port}`));
  const env = { ...process.env, NODE_EXTRA_CA_CERTS: `${root.file}.crt` };
  const { stdout, stderr } = await promisify(execFile)(process.execPath, filled, { cwd: packageFolder, env });
  await server.close();
  return { out: stdout, err: stderr };
}

/** Runs an example with real pins, on a server of ours. */
function runExample(code: string, shown: Identity): Promise<{ out: string; err: string }> {
  const [one = '', two = ''] = new Set(code.match(/sha256\/[^']+/g));
  const filled = code
    .replaceAll('api.example.com', 'NAME')
    .replaceAll(one, leaf.pin)
    .replaceAll(two || one, two ? backup.pin : leaf.pin);
  return runNode(['--input-type=module', '-e', filled], shown);
}

test('the examples with a backup pin pass with either key, and fail with any other', async () => {
  const [plain = '', , byHost = ''] = blocks('js', pinning);
  const other = make({ by: issuer });
  for (const code of [plain, byHost]) {
    for (const key of [leaf, backup])
      assert.equal(await runExample(code, show(key, issuer)), { out: 'ok\n', err: '' });
    const { out, err } = await runExample(code, show(other, issuer));
    assert.equal([out, err.startsWith(pinFailure)], ['', true]);
  }
});

test('the example that looks at the cause prints host and pins', async () => {
  const [, looking = ''] = blocks('js', pinning);
  const { out, err } = await runExample(looking, show(backup, issuer));
  assert.match(out, /^localhost:\d+ \[/);
  for (const pin of [leaf.pin, backup.pin, issuer.pin, root.pin]) assert.ok(out.includes(pin), out);
  assert.is(err, '');
});

test('the command prints what is shown, and so does openssl', async () => {
  const masked = (text: string): string =>
    text.replace(/sha256\/\S+/g, 'sha256/…').replace(/until \S+/g, 'until …');
  const [shown = ''] = blocks('', pinning);
  const { out } = await runNode(['dist/bin.js', 'pin', 'NAME'], show(leaf, issuer));
  assert.is(masked(out), masked(shown));

  const recipe = blocks('sh').find(text => text.startsWith('openssl')) ?? '';
  const run = promisify(execFile)('sh', ['-c', recipe.replace('server.crt', `${leaf.file}.crt`)]);
  assert.is((await run).stdout, `${leaf.pin.slice('sha256/'.length)}\n`);
});

test.run();
