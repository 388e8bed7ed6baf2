import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import vm from 'node:vm';
import { X509Certificate } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import * as assert from 'uvu/assert';
import { suite } from '../../../scripts/testing/suite.ts';
import { startServe } from './served.ts';

const test = suite<{ folder: string }>('conformance: serve', { deadlineMs: 60_000 });
const wx = fileURLToPath(new URL('fixtures/page-wx.js', import.meta.url));

test.before(context => {
  context.folder = fs.mkdtempSync(path.join(os.tmpdir(), 'wxreq-test-'));
});
test.after(({ folder }) => fs.rmSync(folder, { recursive: true }));

const load = async (url: string) => (await fetch(url)).text();
const post = (address: string, body: string) => fetch(`${address}/~/results`, { method: 'POST', body });
const lastLine = (text: string) => text.trimEnd().split('\n').at(-1);

/** A report of one case, as a device would send it. */
const report = (status: 'passed' | 'failed', id = 'body/json/object') =>
  JSON.stringify({
    name: 'a phone',
    results: [
      {
        id,
        status,
        ms: 1,
        ...(status === 'failed' && { broken: { what: 'w', expected: 'e', actual: 'a' } }),
      },
    ],
  });

/** Opens the printed address as a page does: loads the document, runs its scripts in order, and says what it shows at the end. */
async function openPage(address: string): Promise<string> {
  const shown = { now: { textContent: '' }, bad: { append: (text: string) => void lines.push(text) } };
  const lines: string[] = [];
  const origin = new URL(address).origin;
  const page = vm.createContext({
    ...{ fetch, setTimeout, clearTimeout, console, AbortController, URL, URLSearchParams },
    location: { origin, search: '?name=page' },
    navigator: { userAgent: 'node' },
    document: { querySelector: (id: '#now' | '#bad') => (id === '#now' ? shown.now : shown.bad) },
  });
  const html = await load(`${address}/`);
  for (const [, source, inline = ''] of html.matchAll(/<script(?: src="([^"]+)")?>([^]*?)<\/script>/g)) {
    vm.runInContext(source === undefined ? inline : await load(origin + source), page);
  }
  return shown.now.textContent;
}

test('a page opens the address, judges its wx.request, and the terminal shows the result and the exit code', async () => {
  const only = ['--only', 'body/string/as-it-is', '--only', 'body/json/object'];
  const served = await startServe('--once', '--script', wx, ...only);
  await openPage(served.address);
  assert.is(await served.exit, 1);
  assert.match(served.out(), /✗ body\/string\/as-it-is\n {2}the body that the server saw/);
  assert.is(lastLine(served.out()), '1 passed, 2 failed, 0 skipped');
});

test('a page without a wx.request is told what it lacks', async () => {
  const served = await startServe();
  assert.match(await openPage(served.address), /^This page has no wx\.request/);
  served.kill('SIGTERM');
  assert.is(await served.exit, 0);
});

test('with --once the first result ends it, and the exit code is its', async () => {
  for (const [status, code] of [
    ['passed', 0],
    ['failed', 1],
  ] as const) {
    const served = await startServe('--once');
    const { ok } = await post(served.address, report(status));
    assert.ok(ok);
    assert.is(await served.exit, code);
    assert.is(
      lastLine(served.out()),
      status === 'passed' ? '1 passed, 0 failed, 0 skipped' : '0 passed, 1 failed, 0 skipped',
    );
  }
});

test('without --once results keep coming, and the exit code is the worst one', async () => {
  const served = await startServe();
  await post(served.address, report('failed'));
  await served.says(/0 passed, 1 failed/);
  await post(served.address, report('passed'));
  await served.says(/1 passed, 0 failed/);
  served.kill('SIGINT');
  assert.is(await served.exit, 1);
});

test('what is no report is said, and does not end it', async () => {
  const served = await startServe('--once');
  await post(served.address, 'nonsense');
  await served.says(/this is no report: nonsense/);
  // A subject that quotes strings has still brought its report.
  await post(served.address, JSON.stringify(report('passed')));
  assert.is(await served.exit, 0);
});

test('a report of no case that there is fails', async () => {
  const served = await startServe('--once');
  await post(served.address, report('passed', 'no/such/case'));
  assert.is(await served.exit, 1);
});

test('--timeout ends it with 2 where no result has come', async () => {
  const served = await startServe('--timeout', '0.2');
  assert.is(await served.exit, 2);
  assert.match(served.err(), /no result within 0\.2 s/);
});

test('--cert makes an authority once, hands devices its certificate without the key, and offers HTTPS under it', async ({
  folder,
}) => {
  const file = path.join(folder, 'authority.pem');
  const first = await startServe('--cert', file);
  const given = await load(`${first.address}/~/authority.crt`);
  assert.match(first.out(), new RegExp(`devices have to trust ${first.address}/~/authority\\.crt`));
  assert.not.match(given, /PRIVATE KEY/);
  assert.is(fs.statSync(file).mode & 0o777, 0o600);
  const { value } = JSON.parse(await load(`${first.address}/~/address`));
  assert.match(value.https.base, /^https:\/\/localhost:\d+$/);
  first.kill('SIGTERM');
  await first.exit;

  const second = await startServe('--cert', file);
  assert.is(await load(`${second.address}/~/authority.crt`), given);
  assert.ok(new X509Certificate(given).ca);
  second.kill('SIGTERM');
  await second.exit;
});

test('--host and --port say where it listens', async () => {
  const served = await startServe('--host', '127.0.0.2');
  assert.match(served.address, /^http:\/\/127\.0\.0\.2:\d+$/);
  const { port } = new URL(served.address);
  served.kill('SIGTERM');
  await served.exit;
  const again = await startServe('--host', '127.0.0.2', '--port', port);
  assert.is(again.address, served.address);
  again.kill('SIGTERM');
  await again.exit;
});

test.run();
