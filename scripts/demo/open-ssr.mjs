/** `npm run demo -- --ssr`: the server-rendered example, until Ctrl-C. */
import { buildByVite } from '../build/vite.mjs';
import { print } from './terminal.mjs';

/** Builds and starts it, as `npm run build` and `npm start` do in its own folder; it ends by itself. */
export async function main() {
  if (await buildByVite('example-ssr', ['page', 'server'])) print('built the example');
  const start = '../../packages/example-ssr/dist/server/start.js';
  await import(start);
  return 0;
}
