import { execFile } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { promisify } from 'node:util';
import * as assert from 'uvu/assert';
import { root } from '../build/packages.mjs';
import { codeBlocks, headings, links, tables } from '../readme/markdown.mjs';
import { readmes, withTables } from '../readme/tables.mjs';
import { suite } from '../testing/suite.ts';

const test = suite('the READMEs, in English and Chinese', { deadlineMs: 20_000 });
const read = (file: string): string => fs.readFileSync(path.join(root, file), 'utf8');
const english = read('README.md');
const chinese = read('README.zh-CN.md');

test('their tables say what the adapters support and what core says (else: node scripts/readme.mjs)', async () => {
  for (const file of Object.keys(readmes)) {
    const text = read(file);
    assert.is(text, await withTables(file, text), file);
  }
});

test('both have the same headings, tables and code', () => {
  const levels = (text: string): number[] => headings(text).map(({ level }) => level);
  assert.equal(levels(chinese), levels(english));
  assert.equal(tables(chinese), tables(english));
  assert.is(tables(english).length, 2);
  // Comments are translated.
  const code = (text: string): string[] =>
    codeBlocks(text).map(block => `${block.language}\n${block.code.replace(/ *(\/\/|#) .*$/gm, '')}`);
  assert.equal(code(chinese), code(english));
});

test('both link to the same pages', () => {
  const pages = (text: string): string[] => [...new Set(links(text))].filter(to => !to.startsWith('README'));
  assert.equal(pages(chinese).sort(), pages(english).sort());
});

test('the example prints what it promises', async () => {
  const server = http.createServer(({ url }, response) => {
    response.setHeader('content-type', 'application/json').setHeader('set-cookie', 'seen=1');
    response.end(JSON.stringify({ url }));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  const origin = `http://127.0.0.1:${String(typeof address === 'object' ? address?.port : '')}`;
  for (const text of [english, chinese]) {
    const code = codeBlocks(text).find(({ language }) => language === 'js')?.code ?? '';
    const args = ['--input-type=module', '-e', code.replace('https://api.example.com', origin)];
    const cwd = path.join(root, 'packages/wxreq');
    const { stdout, stderr } = await promisify(execFile)(process.execPath, args, { cwd });
    const url = '/search?q=%E5%92%96%E5%95%A1&near=%5B121.47%2C31.23%5D';
    assert.equal(stdout.trimEnd().split('\n'), [
      'application/json',
      String(JSON.stringify({ url }).length),
      `200 ${url} [ 'seen=1' ]`,
    ]);
    assert.is(stderr, '');
  }
  server.close();
});

test.run();
