import { brotliCompressSync } from 'node:zlib';
import fs from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import * as assert from 'uvu/assert';
import { suite } from '../../../scripts/testing/suite.ts';

/** Bytes, minified and brotli, of all that a page downloads: core, mitt and the adapter. */
const budget = 7_450;
/** Likewise, of what any adapter brings along: `createRequest` and mitt. */
const coreBudget = 5_900;

const test = suite('browser: size');
const main = "export * from './index.js'";
const dist = path.resolve(import.meta.dirname, '../dist');

async function bundled(code: string): Promise<{ text: string; inputs: string[] }> {
  const { outputFiles, metafile } = await build({
    stdin: { contents: code, resolveDir: dist },
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2018',
    metafile: true,
    write: false,
    logLevel: 'error',
  });
  return {
    text: outputFiles[0]?.text ?? '',
    inputs: Object.keys(metafile.inputs).map(input => path.basename(input)),
  };
}

function within(text: string, what: string, allowed = budget): void {
  const size = brotliCompressSync(text).length;
  console.log(`  ${what}: ${String(size)} bytes of ${String(allowed)}`);
  assert.ok(size <= allowed, `${what} has ${String(size)} bytes, ${String(allowed)} are allowed`);
}

test('the main entry, everything included, keeps its budget', async () => {
  within((await bundled(main)).text, 'main entry');
});

test('the script build keeps it, too', () => {
  within(fs.readFileSync(path.join(dist, 'wxreq.js'), 'utf8'), 'script build');
});

test('core alone keeps its own, so that an adapter of somebody else pays for the rules and no more', async () => {
  within((await bundled("export { createRequest } from '@wxreq/core'")).text, 'core', coreBudget);
});

test('a page carries no hops, no pins, no quirks, no ponyfill, and no words that it cannot say', async () => {
  const { text, inputs } = await bundled(main);
  assert.ok(inputs.includes('index.js'));
  for (const name of ['hops.js', 'pins.js', 'quirks.js', 'legacy.js', 'browser-ponyfill.js']) {
    assert.not.ok(inputs.includes(name), name);
  }
  assert.not.match(text, /XMLHttpRequest|ERR_NAME_NOT_RESOLVED|ERR_CERT/);
});

test('properties that the build shortens are of nobody else: the published types have none of them', () => {
  const core = path.resolve(dist, '../../core');
  const { wxreq } = JSON.parse(fs.readFileSync(path.join(core, 'package.json'), 'utf8'));
  const files = fs.readdirSync(path.join(core, 'dist'), { recursive: true, encoding: 'utf8' });
  const types = files.filter(file => file.endsWith('.d.ts'));
  assert.ok(wxreq.internal.length > 0 && types.length > 0);
  for (const file of types) {
    const text = fs.readFileSync(path.join(core, 'dist', file), 'utf8').replace(/\/\*.*?\*\//gs, '');
    for (const name of wxreq.internal) {
      assert.not.match(text, new RegExp(`\\b${name}\\??\\s*[:(<]`), `${file} has ${name}`);
    }
  }
});

test('none of them is ever said as a word, which the build would leave as it is', () => {
  const core = path.resolve(dist, '../../core');
  const { wxreq } = JSON.parse(fs.readFileSync(path.join(core, 'package.json'), 'utf8'));
  for (const file of fs.readdirSync(path.join(core, 'src'))) {
    const text = fs.readFileSync(path.join(core, 'src', file), 'utf8');
    for (const name of wxreq.internal) assert.not.ok(text.includes(`'${name}'`), `${file} says '${name}'`);
  }
});

test('the script build is of 2018 and has a source map', async () => {
  const script = fs.readFileSync(path.join(dist, 'wxreq.js'), 'utf8');
  assert.match(script, /\/\/# sourceMappingURL=wxreq\.js\.map\s*$/);
  const { sources } = JSON.parse(fs.readFileSync(path.join(dist, 'wxreq.js.map'), 'utf8'));
  assert.ok(
    sources.some((source: string) => source.endsWith('src/script.ts')),
    String(sources),
  );
  // Optional chaining, nullish coalescing and class fields are younger.
  assert.not.match(script.replace(/"[^"]*"|`[^`]*`/g, ''), /\?\.[a-z[(]|\?\?|\bstatic\s|#[a-z]+\b/i);
});

test.run();
