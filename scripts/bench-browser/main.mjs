/**
 * `node scripts/bench-browser/main.mjs [BROWSER]`: CPU (of all the browser's processes) and wall time of 2,000 small
 * requests, `wx.request` against fetch written by hand, the median of nine interleaved runs. Measures the built package.
 */
import '../bootstrap.mjs';
import fs from 'node:fs';
import path from 'node:path';
import { browsers, temporaryDirectory } from '../testing/browsers/browsers.mjs';
import { makeCertificate } from '../testing/browsers/certificate.mjs';
import { launch } from '../testing/browsers/launch.mjs';
import { cpuMs } from '../testing/browsers/processes.mjs';
import { serve } from '../testing/browsers/serve.mjs';

const [name = 'chromium'] = process.argv.slice(2);
const browser = browsers.find(candidate => candidate.name === name);
if (!browser) throw new Error(`which browser? ${browsers.map(candidate => candidate.name).join(', ')}`);

const small = JSON.stringify({
  id: 7,
  name: 'a small answer',
  tags: ['one', 'two', 'three'],
  more: 'x'.repeat(110),
});

function routes(_, response) {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': small.length }).end(small);
}

const median = numbers => [...numbers].sort((a, b) => a - b)[numbers.length >> 1];

function print({ requests, measured }) {
  const of = key => Object.entries(measured).map(([way, runs]) => [way, median(runs.map(run => run[key]))]);
  console.log(`${requests} requests in ${browser.name}, median of ${measured['by hand'].length}`);
  for (const [key, what] of Object.entries({ cpuMs: 'CPU', wallMs: 'wall' })) {
    const [[, hand], [, wx]] = of(key);
    const figures = `by hand ${hand.toFixed(0)} ms, wx.request ${wx.toFixed(0)} ms`;
    console.log(`  ${what.padEnd(5)} ${figures}, ratio ${(wx / hand).toFixed(3)}`);
  }
}

// Not before the bootstrap has seen to it that it is there.
const { build } = await import('esbuild');
const { outputFiles } = await build({
  entryPoints: [path.join(import.meta.dirname, 'page.ts')],
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2022',
  write: false,
  logLevel: 'error',
});
const directory = temporaryDirectory();
process.on('exit', () => fs.rmSync(directory, { recursive: true, force: true, maxRetries: 3 }));
const certificate = makeCertificate(directory);
let running;
const server = await serve({
  bundle: outputFiles[0].contents,
  routes,
  certificate,
  harness: {
    cpu: () => cpuMs(running.group),
    async done(content) {
      print(JSON.parse(content));
      await running.stop();
      server.close();
    },
  },
});
running = await launch(browser, `${server.origins.page}/`, certificate.trust, directory);
