import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { root } from '../build/packages.mjs';

// Ours: what was got to be judged brings one of its own.
const { resolve } = createRequire(path.join(root, 'package.json'));
const judge = path.join(import.meta.dirname, 'page.ts');

/**
 * Makes modules that judge this subject in pages, some of the cases each: what the project's own build would make of it, and
 * who judges.
 * @param {import('./subjects.mjs').Foreign} subject
 * @param {string} folder
 * @param {number} pages
 * @returns {Promise<string[]>}  the modules' files
 */
export async function bundle({ name, entry, define = {}, alias = {}, contentType, baseUrl }, folder, pages) {
  const { build } = await import(resolve('esbuild'));
  const theirs = path.join(folder, `${name}.js`);
  await build({
    stdin: { contents: entry, resolveDir: import.meta.dirname },
    outfile: theirs,
    absWorkingDir: import.meta.dirname,
    bundle: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    loader: { '.css': 'empty', '.scss': 'empty' },
    define: { 'process.env.NODE_ENV': '"production"', ...define },
    alias,
    logLevel: 'error',
  });
  return Array.from({ length: pages }, (_, page) => {
    const file = path.join(folder, `${name}.${page}.page.js`);
    const statement = JSON.stringify({ name, contentType, baseUrl, pages, page });
    const imports = [
      `import { request } from ${JSON.stringify(theirs)};`,
      `import { judge } from ${JSON.stringify(judge)};`,
    ];
    fs.writeFileSync(file, [...imports, `await judge(request, ${statement});`].join('\n'));
    return file;
  });
}
