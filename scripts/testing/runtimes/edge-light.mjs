/** Workers in edge-light: Vercel's runtime for edge functions and Next.js's middleware, which runs inside Node. */
import { AsyncLocalStorage } from 'node:async_hooks';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { root } from '../../build/packages.mjs';

const folder = path.join(root, 'scripts/runtimes');

/** Whether the runtime is there. */
export function hasEdgeLight() {
  return fs.existsSync(path.join(folder, 'node_modules/edge-runtime'));
}

/**
 * Starts a worker, posts it something, and gives its answer.
 * @param {{ code: string, folder: string }} worker  a module whose `default` it is, and where its imports are looked for
 * @param {string} body
 * @returns {Promise<string>}
 */
export async function askEdgeLight(worker, body) {
  const { resolve } = createRequire(path.join(folder, 'package.json'));
  const { EdgeRuntime } = await import(resolve('edge-runtime'));
  const runtime = new EdgeRuntime({
    initialCode: `${await bundle(worker)}
      addEventListener('fetch', event => event.respondWith(worker.default.fetch(event.request)));`,
    // As Next.js does.
    extend: context => Object.assign(context, { AsyncLocalStorage }),
  });
  const response = await runtime.dispatchFetch('http://edge.example/', { method: 'POST', body });
  return response.text();
}

async function bundle({ code, folder }) {
  // Where only the question is whether it is there, nothing may be installed yet.
  const { build } = await import('esbuild');
  const { outputFiles, warnings } = await build({
    stdin: { contents: code, resolveDir: folder },
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'worker',
    conditions: ['edge-light'],
    logLevel: 'silent',
  });
  if (warnings.length > 0) throw new Error(warnings.map(({ text }) => text).join('\n'));
  return outputFiles[0]?.text ?? '';
}
