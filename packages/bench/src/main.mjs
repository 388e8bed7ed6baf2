/**
 * `npm run bench -- [--quick] [--only WORD …] [--check] [small large download pins memory imports]`: @wxreq/node beside other clients.
 * `--only` keeps the clients whose name has one of the words; `--check` ends with exit code 1 where a limit is exceeded.
 */
import { fork } from 'node:child_process';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { clients, pinClients } from './clients.mjs';
import { importCosts } from './imports.mjs';
import { limits } from './limits.mjs';
import { interleaved } from './measure.mjs';
import { growthOverOneGibibyte } from './memory.mjs';
import { table } from './report.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: 'boolean', default: false },
    check: { type: 'boolean', default: false },
    only: { type: 'string', multiple: true, default: [] },
  },
});

const mebibyte = 1024 * 1024;
const rounds = values.quick ? 3 : 9;
const ms = values.quick ? 300 : 800;
const scenarios = {
  small: {
    title: 'small JSON (193 bytes)',
    lanes: 50,
    warmUp: 10_000,
    path: '/small',
    job: 'json',
    unit: 'requests/s',
  },
  large: {
    title: 'large JSON (1.5 MB)',
    lanes: 8,
    warmUp: 60,
    path: '/large',
    job: 'json',
    unit: 'requests/s',
  },
  download: {
    title: 'download (64 MiB)',
    lanes: 1,
    warmUp: 6,
    path: '/download',
    job: 'bytes',
    unit: 'MiB/s',
    bytes: 64 * mebibyte,
  },
  pins: {
    title: 'small JSON, TLS, kept alive',
    lanes: 20,
    warmUp: 10_000,
    path: '/small',
    job: 'json',
    unit: 'requests/s',
  },
};

const isChosen = scenario => positionals.length === 0 || positionals.includes(scenario);
const unknown = positionals.filter(name => !['memory', 'imports'].includes(name) && !(name in scenarios));
if (unknown.length > 0)
  throw new Error(
    `there is no ${unknown.join(', ')}; there are small, large, download, pins, memory, imports`,
  );

const server = fork(path.join(import.meta.dirname, 'server.mjs'));
process.on('exit', () => server.kill());
const { port, secure } = await new Promise(resolve => server.once('message', resolve));
const origin = `http://127.0.0.1:${port}`;
const secureOrigin = `https://localhost:${secure.port}`;

console.log(
  `Node ${process.versions.node}, ${rounds} rounds of ${ms} ms for each client, medians; lower CPU is better\n`,
);
const measured = new Map();
for (const [name, { title, path: place, job, lanes, warmUp, ...shape }] of Object.entries(scenarios)) {
  if (!isChosen(name)) continue;
  const [those, where] = name === 'pins' ? [pinClients(secure), secureOrigin] : [clients, origin];
  const entries = those
    .filter(client => values.only.length === 0 || values.only.some(word => client.name.includes(word)))
    .map(client => ({ name: client.name, job: () => client[job](where + place) }));
  const results = await interleaved(entries, { lanes, warmUp, ms, rounds });
  measured.set(name, results);
  console.log(`${table(title, results, shape)}\n`);
}
let growth;
if (isChosen('memory')) {
  growth = await growthOverOneGibibyte(origin);
  console.log(`resident memory over 1 GiB in chunks: +${growth.toFixed(1)} MiB\n`);
}
let imports;
if (isChosen('imports')) {
  imports = importCosts(['undici', '@wxreq/node'], 2 * rounds + 1);
  for (const [name, { ms, mebibytes }] of imports)
    console.log(`import '${name}': ${ms.toFixed(1)} ms, ${mebibytes.toFixed(1)} MiB resident`);
  console.log();
}

const verdicts = limits(measured, growth, imports);
for (const { rule, value, isMet } of verdicts)
  console.log(`${isMet ? '✓' : '✗'} ${rule}: ${value.toFixed(2)}`);
if (values.check && (verdicts.length === 0 || verdicts.some(verdict => !verdict.isMet))) process.exitCode = 1;
server.disconnect();
process.exit();
