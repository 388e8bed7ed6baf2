/** Workers: a module as one bundle in workerd, asked over HTTP. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { build } from 'esbuild';
import { supervise } from '../browsers/supervise.mjs';
import { runtimePath } from '../runtimes.mjs';

/** What bundlers for workers resolve packages by. */
const conditions = ['workerd', 'worker', 'browser'];

/**
 * Serves a worker, posts it each of the bodies at once, and gives its answers.
 * @param {{ code: string, folder: string }} worker  a module whose `default` it is, and where its imports are looked for
 * @param {readonly string[]} bodies
 * @param {{ date?: string, authority?: string }} [options]  the compatibility date; a PEM to trust in place of all others
 * @returns {Promise<string[]>}
 */
export async function askWorker(worker, bodies, { date = '2026-08-04', authority } = {}) {
  const place = fs.mkdtempSync(path.join(os.tmpdir(), 'wxreq-worker-'));
  try {
    await bundle(worker, path.join(place, 'worker.js'));
    fs.writeFileSync(path.join(place, 'config.capnp'), configFor(date, authority));
    const args = ['serve', path.join(place, 'config.capnp'), '--control-fd=3'];
    const running = supervise(String(runtimePath('workerd')), args);
    try {
      const port = await Promise.race([portIn(running.third), running.ended.then(() => undefined)]);
      if (port === undefined) throw new Error(running.said());
      return await Promise.all(bodies.map(body => ask(`http://127.0.0.1:${port}/`, body, running)));
    } finally {
      await running.stop();
    }
  } finally {
    fs.rmSync(place, { recursive: true, force: true });
  }
}

async function ask(url, body, running) {
  const response = await fetch(url, { method: 'POST', body });
  const answer = await response.text();
  if (response.status === 500) throw new Error(`${answer}\n${running.said()}`);
  return answer;
}

/** As users' tools do. A warning is an error. */
async function bundle({ code, folder }, outfile) {
  const { warnings } = await build({
    stdin: { contents: code, resolveDir: folder },
    outfile,
    bundle: true,
    format: 'esm',
    conditions,
    external: ['node:*'],
    logLevel: 'silent',
  });
  if (warnings.length > 0) throw new Error(warnings.map(({ text }) => text).join('\n'));
}

/** JSON's strings are those of Cap'n Proto, too. */
const text = value => JSON.stringify(value);

function configFor(date, authority) {
  const trusted = authority === undefined ? '' : `trustedCertificates = [${text(authority)}]`;
  const tls = `tlsOptions = (trustBrowserCas = ${String(authority === undefined)}, ${trusted})`;
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = (
      modules = [(name = "main", esModule = embed "worker.js")],
      compatibilityDate = ${text(date)},
    )),
    (name = "internet", network = (allow = ["private", "public"], ${tls})),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);
`;
}

/** The port that workerd reports on its control channel. */
async function portIn(channel) {
  if (!(channel instanceof Readable)) return undefined;
  let said = '';
  for await (const piece of channel) {
    said += String(piece);
    if (said.endsWith('\n')) return JSON.parse(said).port;
  }
  return undefined;
}
