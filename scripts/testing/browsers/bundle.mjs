import path from 'node:path';
import { build } from 'esbuild';
import { root } from '../../build/packages.mjs';

/** One script for a page that runs these test files, in this order. Each is evaluated only when its turn has come. */
export async function bundleTests(files) {
  const loads = files.map(file => {
    const name = JSON.stringify(path.relative(root, path.resolve(file)));
    return `[${name}, () => import(${JSON.stringify(path.resolve(file))})]`;
  });
  const { outputFiles } = await build({
    stdin: {
      contents: `import { runPage } from './page.ts'; void runPage([${loads.join(', ')}]);`,
      resolveDir: import.meta.dirname,
      loader: 'ts',
    },
    bundle: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    write: false,
    logLevel: 'warning',
  });
  return outputFiles[0].contents;
}
