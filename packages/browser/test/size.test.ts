import { brotliCompressSync } from 'node:zlib';
import fs from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import * as assert from 'uvu/assert';
import { suite } from '../../../scripts/testing/suite.ts';

/** Bytes, minified and brotli, of all that a page downloads: core, mitt and the adapter. */
const budget = 8_300;
/** Likewise, of what any adapter brings along: `createRequest` and mitt. */
const coreBudget = 6_570;

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
