import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import * as assert from 'uvu/assert';
import { suite } from '../../../scripts/testing/suite.ts';

const test = suite('playground: npm run demo -- --page', { deadlineMs: 60_000 });
const demo = path.resolve(import.meta.dirname, '../../../scripts/demo.mjs');

test('serves the page and the reference server at the address it prints, until Ctrl-C', async () => {
  const child = spawn(process.execPath, [demo, '--page'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'close');
  let said = '';
  // Heard to the end: whoever closes the pipe before that ends the process, which has another line to say.
  await new Promise<void>(resolve => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      if (said.includes('Ctrl-C')) resolve();
    });
  });
  const [base = ''] = /http:\/\/127\.0\.0\.1:\d+/.exec(said) ?? [];
  const page = await (await fetch(`${base}/`)).text();
  assert.match(page, /<title>wx\.request playground<\/title>/);
  assert.match(page, /script-src 'self';[^"]*require-trusted-types-for 'script'/);
  for (const [, asset] of page.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)) {
    const response = await fetch(`${base}${asset}`);
    const type = asset?.endsWith('.css') ? 'text/css' : 'text/javascript';
    assert.equal([response.status, response.headers.get('content-type')], [200, `${type}; charset=utf-8`]);
  }
  assert.equal(await (await fetch(`${base}/try/till`)).json(), { till: 'open' });
  // One that is still under way holds nothing up.
  const [stalled] = await Promise.all([fetch(`${base}/try/never`).catch(() => 'broken off'), stop()]);
  assert.is(stalled, 'broken off');
  assert.equal(await ended, [0, null]);

  async function stop() {
    await (await fetch(`${base}/~/try/seen/2`)).text();
    child.kill('SIGINT');
  }
});

test.run();
