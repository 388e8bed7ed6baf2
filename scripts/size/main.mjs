/**
 * `npm run size`: what a page downloads for `@wxreq/browser`, and what each source file adds to it, in bytes, minified
 * and brotli. A file adds what the whole would be smaller by without its lines. They sum up to less than the whole, which
 * compresses better for each of them.
 */
import '../bootstrap.mjs';
import fs from 'node:fs';
import path from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { root } from '../build/packages.mjs';

// Not before the bootstrap has seen to it that it is there.
const { build, transform } = await import('esbuild');

const at = (...names) => path.join(root, 'packages', ...names);

/** The main entry out of its sources, in one piece for each file: `[file, code]`. */
async function pieces() {
  const { wxreq } = JSON.parse(fs.readFileSync(at('core/package.json'), 'utf8'));
  const { outputFiles } = await build({
    entryPoints: [at('browser/src/index.ts')],
    alias: { '@wxreq/core': at('core/src/index.ts'), '@wxreq/core/fetch': at('core/src/fetch.ts') },
    absWorkingDir: root,
    bundle: true,
    minifyIdentifiers: true,
    minifySyntax: true,
    // As core's build shortens them.
    mangleProps: new RegExp(`^(${wxreq.internal.join('|')})$`),
    format: 'esm',
    target: 'es2018',
    write: false,
    logLevel: 'error',
  });
  // esbuild names each file in front of its code.
  const [, ...parts] = outputFiles[0].text.split(/^\/\/ (\S+\.\w+)$/m);
  return parts.flatMap((file, i) => (i % 2 === 0 ? [[file, parts[i + 1]]] : []));
}

async function size(code) {
  // What is exported may be what has been left out.
  const { code: small } = await transform(code.replace(/^export \{[^]*?\};$/m, ''), {
    minifyWhitespace: true,
  });
  return brotliCompressSync(small).length;
}

const all = await pieces();
const codeOf = some => some.map(([, code]) => code).join('');
const whole = await size(codeOf(all));
const rows = [];
for (const piece of all) {
  const bytes = whole - (await size(codeOf(all.filter(other => other !== piece))));
  rows.push([bytes, piece[0].replace(/^.*node_modules\//, '').replace(/^packages\/(\w+)\/src\//, '$1: ')]);
}
rows.sort(([a], [b]) => b - a);
for (const [bytes, file] of rows) if (bytes > 0) console.log(`${String(bytes).padStart(6)}  ${file}`);
console.log(`${String(whole).padStart(6)}  the whole`);
