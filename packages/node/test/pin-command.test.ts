import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as assert from 'uvu/assert';
import { suite } from '../../../scripts/testing/suite.ts';
import { startCounting } from './support/counting.ts';
import { make, makeChain, show } from './support/openssl.ts';
import type { Chain, Made } from './support/openssl.ts';
import { start } from './support/servers.ts';

const test = suite('node: the pin command', { deadlineMs: 20_000 });
const manifest = fileURLToPath(new URL('../package.json', import.meta.url));
const bin = Object.values<string>(JSON.parse(fs.readFileSync(manifest, 'utf8')).bin).map(file =>
  path.join(path.dirname(manifest), file),
);
let chain: Chain;

test.before(() => {
  chain = makeChain();
});

interface Said {
  readonly code: number;
  /** Lines of standard output, by columns. */
  readonly rows: readonly (readonly string[])[];
  readonly errors: string;
}

/** Runs the built command, as `npx @wxreq/node` would. */
async function run(...args: readonly string[]): Promise<Said> {
  const child = spawn(process.execPath, [...bin, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const texts = ['', ''];
  for (const [index, stream] of [child.stdout, child.stderr].entries())
    stream.setEncoding('utf8').on('data', text => (texts[index] += text));
  const [code] = await once(child, 'close');
  const [output = '', errors = ''] = texts;
  const lines = output.split('\n').filter(line => line !== '');
  return { code, rows: lines.map(line => line.split(/ {2,}/)), errors };
}

const until = (days: number): string =>
  `until ${new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)}`;
const row = (part: string, { pin, name }: Made, state: string): string[] => [
  part,
  pin,
  state,
  until(30),
  `CN=${name}`,
];

test("a host's pins, the leaf's first; nothing is sent to it", async () => {
  const server = await startCounting(chain.shown);
  const { leaf, issuer, root } = chain;
  const expected = {
    code: 0,
    rows: [row('leaf', leaf, 'verified'), row('issuer', issuer, 'verified'), row('root', root, 'verified')],
    errors: '',
  };
  for (const name of [`localhost:${server.port}`, `${server.url}path`])
    assert.equal(await run('pin', '--ca', `${root.file}.crt`, name), expected);
  await server.quiet();
  assert.is(server.bytes(), 0);
  await server.close();
});

test('a certificate that is merely sent along is shown as such', async () => {
  const { leaf, root, issuer } = chain;
  const decoy = make({ name: issuer.name, idOf: issuer, authority: true, by: root });
  const bundle = `${issuer.file}.bundle`;
  fs.writeFileSync(bundle, root.cert + issuer.cert);
  const server = await startCounting(show(leaf, decoy));
  const { code, rows } = await run('pin', '--ca', bundle, `localhost:${server.port}`);
  assert.is(code, 0);
  assert.equal(rows, [
    row('leaf', leaf, 'verified'),
    row('other', decoy, 'merely sent'),
    row('other', root, 'merely sent'),
  ]);
  await server.close();
});

test('a host that is not trusted: its pins, why not, and exit code 1', async () => {
  const { leaf, issuer, root } = chain;
  const elsewhere = make({ by: issuer, hosts: ['other.test'] });
  for (const [shown, first, ca, why] of [
    [show(leaf, issuer), leaf, [], 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY'],
    [show(elsewhere, issuer), elsewhere, ['--ca', `${root.file}.crt`], 'ERR_TLS_CERT_ALTNAME_INVALID'],
  ] as const) {
    const server = await startCounting(shown);
    const name = `localhost:${server.port}`;
    const { code, rows, errors } = await run('pin', ...ca, name);
    assert.equal([code, rows[0]], [1, row('leaf', first, 'not verified')]);
    assert.is(errors, `${name} is not trusted: ${why}. A request to it fails, whatever its pins.\n`);
    await server.close();
  }
});

test('what is no TLS server, or none at all, is said in one line, with exit code 1', async () => {
  const plain = await start(net.createServer(socket => socket.end('hello\r\n')));
  const name = `localhost:${plain.port}`;
  const spoken = await run('pin', name);
  await plain.close();
  const gone = await run('pin', name);
  for (const { code, rows, errors } of [spoken, gone]) {
    assert.equal([code, rows, errors.split('\n').length], [1, [], 2]);
    assert.ok(errors.startsWith(`${name} shows no certificate: `), errors);
  }
});

test('files, PEM with one or several certificates, or DER, in the order of the chain', async () => {
  const { leaf, issuer, root } = chain;
  const stranger = make({ name: 'Stranger', authority: true });
  const bundle = `${root.file}.bundle`;
  fs.writeFileSync(bundle, [stranger, root, issuer].map(({ cert }) => cert).join('\n# a comment\n'));
  const der = `${leaf.file}.bin`;
  fs.writeFileSync(der, Buffer.from(leaf.cert.replace(/-----[^-]+-----|\s/g, ''), 'base64'));
  assert.equal(await run('pin', bundle, der), {
    code: 0,
    rows: [
      row('leaf', leaf, 'in the chain'),
      row('issuer', issuer, 'in the chain'),
      row('root', root, 'in the chain'),
      row('root', stranger, 'in no chain'),
    ],
    errors: '',
  });
  assert.equal((await run('pin', `${issuer.file}.crt`)).rows, [row('issuer', issuer, 'in the chain')]);
});

for (const type of ['RSA', 'Ed25519'] as const) {
  test(`the pin of a ${type} key is the one that openssl prints`, async () => {
    const made = make({ type });
    assert.equal((await run('pin', `${made.file}.crt`)).rows, [row('leaf', made, 'in the chain')]);
  });
}

test('a file without a certificate is named, with exit code 1', async () => {
  const { leaf } = chain;
  for (const [file, why] of [
    [`${leaf.file}.key`, 'holds a private key, but no certificate in PEM or DER'],
    [`${leaf.file}.ext`, 'holds no certificate in PEM or DER'],
  ] as const)
    assert.equal(await run('pin', file), { code: 1, rows: [], errors: `${file} ${why}\n` });
});

test('what the command line lacks is said, with how to use it and exit code 2; --help is 0', async () => {
  const help = await run('--help');
  assert.equal([help.code, help.errors], [0, '']);
  assert.equal(await run('pin', '--help'), help);
  for (const [args, why] of [
    [['pin'], 'pin needs a host, or files'],
    [['pine'], 'there is no command pine'],
    [['pin', './missing.crt'], 'there is no file ./missing.crt'],
    [['pin', `${chain.leaf.file}.crt`, 'missing'], 'there is no file missing'],
    [['pin', 'a b'], 'a b is neither a file nor a host'],
    [['pin', 'http://localhost/'], 'http: has no certificates'],
  ] as const) {
    const { code, rows, errors } = await run(...args);
    assert.equal([code, rows], [2, []]);
    assert.ok(errors.startsWith(`${why}\n\nnpx @wxreq/node pin `), errors);
  }
});

test("a certificate's name cannot speak to the terminal", async () => {
  const rude = make({ name: 'red \u001b[31m alert\nleaf  sha256' });
  const { rows } = await run('pin', `${rude.file}.crt`);
  assert.is(rows.length, 1);
  assert.not.match(JSON.stringify(rows), /\\u001b/);
});

test.run();
