/** Builds the page by Vite where what is there is not up to date. The packages it is made of are built already. */
import fs from 'node:fs';
import path from 'node:path';
import { hashOf, isDone, markDone } from '../../../scripts/build/stamp.mjs';

const here = path.resolve(import.meta.dirname, '..');

/** Where the built page is. */
export const built = path.join(here, 'dist');

/** Builds it if need be; gives whether it was. */
export async function buildPlayground() {
  const own = ['src', 'index.html', 'vite.config.mjs', 'package.json'].map(name => path.join(here, name));
  const hash = hashOf([...own, path.join(here, '../browser/dist'), path.join(here, '../core/dist')]);
  if (fs.existsSync(path.join(built, 'index.html')) && isDone('build-playground', hash)) return false;
  const { build } = await import('vite');
  await build({ root: here, logLevel: 'warn' });
  markDone('build-playground', hash);
  return true;
}
