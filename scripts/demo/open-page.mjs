/** `npm run demo -- --page`: the playground, with the reference server behind it, until Ctrl-C. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { buildByVite } from '../build/vite.mjs';
import { openPlayground } from '../../packages/playground/server/open.mjs';
import { paint, print } from './terminal.mjs';

/** The wished-for port; where it is taken, any other. */
const port = 7357;

const built = path.resolve(import.meta.dirname, '../../packages/playground/dist');

/** Serves it until it is told to stop; gives the exit code. */
export async function main() {
  if (await buildByVite('playground')) print('built the page');
  const { address, close } = await openPlayground(built, { port });
  print();
  print(` ${paint('bold', 'wxreq playground')}   ${paint('cyan', `${address.http}/`)}`);
  print(paint('dim', '                    Ctrl-C ends it'));
  print();
  openInBrowser(`${address.http}/`);
  await Promise.race(['SIGINT', 'SIGTERM', 'SIGHUP'].map(signal => once(process, signal)));
  await close();
  return 0;
}

/** Where somebody sits in front of it; the address is printed in any case. */
function openInBrowser(url) {
  const { platform, env } = process;
  const [program, ...args] = { darwin: ['open', url], win32: ['cmd', '/c', 'start', '', url] }[platform] ?? [
    'xdg-open',
    url,
  ];
  const hasScreen = platform === 'darwin' || platform === 'win32' || env.DISPLAY || env.WAYLAND_DISPLAY;
  if (!process.stdout.isTTY || env.CI || !hasScreen) return;
  const browser = spawn(program, args, { detached: true, stdio: 'ignore' });
  browser.on('error', () => {
    // Without such a program, the printed address has to do.
  });
  browser.unref();
}
