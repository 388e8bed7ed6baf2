/**
 * Runs test files in a real browser: `node scripts/testing/browsers/run.mjs BROWSER [--secure] [--routes=FILE] FILE …`.
 * `--secure`: the page is an https one. `--routes`: a module whose `routes` answers what the tests ask the server for.
 * The tests find `location`'s server and, by `/harness/place`, the other origins. The last line is
 * `N passed, N failed, N skipped`; the exit code is 0 only if something passed and nothing failed.
 */
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { browsers, missingPrograms, temporaryDirectory } from './browsers.mjs';
import { bundleTests } from './bundle.mjs';
import { makeCertificate } from './certificate.mjs';
import { launch } from './launch.mjs';
import { residentBytes } from './processes.mjs';
import { serve } from './serve.mjs';

const deadlineMs = 110_000;

const [name, ...rest] = process.argv.slice(2);
const files = rest.filter(argument => !argument.startsWith('--'));
const routesFile = rest.find(argument => argument.startsWith('--routes='))?.slice('--routes='.length);
const browser = browsers.find(candidate => candidate.name === name);
if (!browser) throw new Error(`which browser? ${browsers.map(candidate => candidate.name).join(', ')}`);

const totals = { passed: 0, failed: 0, skipped: 0 };

function fail(message) {
  totals.failed += 1;
  console.log(message);
}

async function runIn(directory) {
  const certificate = makeCertificate(directory);
  const { routes } = routesFile
    ? await import(pathToFileURL(path.resolve(routesFile)).href)
    : { routes: notFound };
  const done = deferred();
  /** @type {Awaited<ReturnType<typeof launch>> | undefined} */
  let running;
  const harness = {
    report(content) {
      const { failures, ...counts } = JSON.parse(content);
      for (const key of Object.keys(totals)) totals[key] += counts[key];
      for (const failure of failures) console.log(failure);
    },
    done: () => done.resolve(true),
    place: () => server.origins,
    memory: () => (running ? residentBytes(running.group) : 0),
  };
  const bundle = await bundleTests(files);
  const server = await serve({ bundle, routes, certificate, harness });
  const url = rest.includes('--secure') ? server.origins.securePage : server.origins.page;
  running = await launch(browser, `${url}/`, certificate.trust, directory);
  const timer = setTimeout(() => done.resolve(false), deadlineMs);
  const ended = running.ended.then(() => false);
  if (!(await Promise.race([done.promise, ended]))) {
    fail(`${browser.name} did not finish its tests within ${deadlineMs} ms, or ended\n${running.said()}`);
  }
  clearTimeout(timer);
  await running.stop();
  server.close();
}

function notFound(_, response) {
  response.writeHead(404, { 'content-length': 0 }).end();
}

function deferred() {
  let resolve;
  const promise = new Promise(settle => (resolve = settle));
  return { promise, resolve };
}

const missing = missingPrograms(browser);
if (missing.length > 0) {
  fail(`${browser.name} needs ${missing.join(', ')}: apt-get install ${browser.apt.join(' ')}`);
} else {
  const directory = temporaryDirectory();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(1));
  process.on('exit', () => fs.rmSync(directory, { recursive: true, force: true, maxRetries: 3 }));
  await runIn(directory);
}
if (totals.passed + totals.failed === 0) fail('there was no test');
console.log(`${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`);
process.exit(totals.failed > 0 ? 1 : 0);
