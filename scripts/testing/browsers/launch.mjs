/** Starts a browser on a URL and ends it again. */
import fs from 'node:fs';
import path from 'node:path';
import { supervise } from './supervise.mjs';

/**
 * @param {import('./browsers.mjs').Browser} browser
 * @param {string} url
 * @param {import('./browsers.mjs').Trust} trust
 * @param {string} directory the browser's home goes there
 */
export async function launch(browser, url, trust, directory) {
  const home = path.join(directory, browser.name);
  fs.mkdirSync(home);
  const { program, args, env, display } = browser.command(url, home, trust);
  const screen = display ? await startScreen() : undefined;
  const places = { HOME: home, XDG_CONFIG_HOME: home, XDG_CACHE_HOME: home, XDG_DATA_HOME: home };
  const running = supervise(program, args, { ...places, ...env, ...(screen && { DISPLAY: screen.display }) });
  return {
    group: running.group,
    ended: running.ended,
    said: running.said,
    async stop() {
      await running.stop();
      await screen?.stop();
    },
  };
}

/** A display of its own that nobody sees. */
async function startScreen() {
  const args = ['-displayfd', '3', '-nolisten', 'tcp', '-screen', '0', '1024x768x24'];
  const server = supervise('Xvfb', args);
  let number = '';
  const told = (async () => {
    for await (const text of server.third) {
      number += String(text);
      if (number.endsWith('\n')) return true;
    }
    return false;
  })();
  if (!(await told)) throw new Error(`Xvfb did not start: ${server.said()}`);
  return { display: `:${number.trim()}`, stop: server.stop };
}
