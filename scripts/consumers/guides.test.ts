import fs from 'node:fs';
import * as assert from 'uvu/assert';
import { suite } from '../testing/suite.ts';
import { openGuide } from '../../packages/guides/test/support/guide.ts';
import type { Guide } from '../../packages/guides/test/support/guide.ts';
import { runJest, runVitest } from './runners.ts';

const test = suite('guides: testing your code', { deadlineMs: 60_000 });

let guide: Guide;

test.before(() => {
  guide = openGuide('testing.md');
});
test.after(() => {
  guide.remove();
});

test('a MockAgent answers', async () => {
  assert.equal((await guide.run('mock-agent.js')).sort(), ['409 sold out', 'oolong']);
});

test('msw answers', async () => {
  assert.equal((await guide.run('msw.js')).sort(), [
    'https://api.example.com/tea?page=1 yes',
    'request:fail network error 600000',
  ]);
});

test('a server that hangs, cuts short and goes fails as the guide prints it', async () => {
  const text = fs.readFileSync(new URL('../../packages/guides/testing.md', import.meta.url), 'utf8');
  const [, printed = ''] = /^```\n(request:fail timeout\n[^]*?)^```$/m.exec(text) ?? [];
  assert.is((await guide.run('failures.js')).join('\n') + '\n', printed);
});

test('Vitest runs its example', async () => {
  guide.code('menu.test.js');
  assert.match(await runVitest(guide.folder), /^\s*Tests\s+1 passed \(1\)$/m);
});

test('Jest runs its example in jsdom', async () => {
  guide.code('cart.test.cjs');
  const said = await runJest(guide.folder);
  assert.ok(/^Tests:\s+1 passed, 1 total$/m.test(said), said);
});

test('every example of the guide is tested', () => {
  assert.equal(guide.untested(), []);
});

test.run();
