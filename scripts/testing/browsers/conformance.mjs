/**
 * Judges `wx.request` in a real browser by the conformance suite:
 * `node scripts/testing/browsers/conformance.mjs BROWSER [--secure] [--cross] PAGE [--out=FILE]`. PAGE runs the suite and
 * posts `{ totals, lines, report }` to `/~/results`; the report goes to FILE, as JSON; the name of the browser is its `ENGINE`. `--secure`: the page is an https one.
 * `--cross`: it comes from another origin than the one its requests go to. `--deadline=SECONDS`: 110 unless told. The last line is
 * `N passed, N failed, N skipped`.
 */
import fs from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { serve } from '../../../packages/conformance/dist/server.js';
import { browsers, missingPrograms, temporaryDirectory } from './browsers.mjs';
import { writeReport } from '../report.mjs';
import { launch } from './launch.mjs';

const [name, ...rest] = process.argv.slice(2);
const browser = browsers.find(candidate => candidate.name === name);
const entry = rest.find(argument => !argument.startsWith('--'));
if (!browser || !entry) throw new Error('which browser, and which page?');
const seconds = rest.find(argument => argument.startsWith('--deadline='))?.slice('--deadline='.length);
const deadlineMs = 1000 * Number(seconds ?? 110);

async function bundle() {
  const { outputFiles } = await build({
    entryPoints: [path.resolve(entry)],
    bundle: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    define: { ENGINE: JSON.stringify(browser.name) },
    write: false,
    logLevel: 'warning',
  });
  return outputFiles[0].text;
}

async function judge(directory) {
  const suite = await bundle();
  const html =
    '<!doctype html><meta charset="utf-8"><title>conformance</title><link rel="icon" href="data:,">';
  const pages = {
    '/': { type: 'text/html', text: `${html}<script type="module" src="/~/suite.js"></script>` },
    '/~/suite.js': { type: 'text/javascript', text: suite },
  };
  let settle;
  const results = new Promise(resolve => (settle = resolve));
  const server = await serve({
    // Over HTTP/2 an exchange has no connection of its own to look at.
    http2: false,
    page: at => (Object.hasOwn(pages, at) ? pages[at] : undefined),
    onResults: text => settle(JSON.parse(text)),
  });
  const { http, other, https } = server.address;
  const [near, far] = rest.includes('--secure') ? [https.base, https.other] : [http, other];
  const ca = path.join(directory, 'authority.pem');
  fs.writeFileSync(ca, server.authority);
  const trust = { ca, spki: https.pins.leaf.replace('sha256/', '') };
  const running = await launch(browser, `${rest.includes('--cross') ? far : near}/`, trust, directory);
  const timer = setTimeout(() => settle(undefined), deadlineMs);
  const ended = running.ended.then(() => undefined);
  const result = await Promise.race([results, ended]);
  clearTimeout(timer);
  await running.stop();
  await server.close();
  return (
    result ?? {
      lines: [`${browser.name} did not finish within ${deadlineMs} ms, or ended\n${running.said()}`],
      totals: { passed: 0, failed: 1, skipped: 0 },
    }
  );
}

function print({ lines, totals, report }) {
  writeReport(report);
  for (const line of lines) console.log(line);
  const { passed, failed, skipped } = totals;
  console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
  process.exit(failed > 0 || passed === 0 ? 1 : 0);
}

const missing = missingPrograms(browser);
if (missing.length > 0) {
  const line = `${browser.name} needs ${missing.join(', ')}: apt-get install ${browser.apt.join(' ')}`;
  print({ lines: [line], totals: { passed: 0, failed: 1, skipped: 0 } });
}
const directory = temporaryDirectory();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(1));
process.on('exit', () => fs.rmSync(directory, { recursive: true, force: true, maxRetries: 3 }));
print(await judge(directory));
