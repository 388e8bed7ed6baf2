/**
 * Makes a fresh clone ready: imported first by every script, it ends the process with one clear line where Node is too
 * old, and installs the dependencies where they are missing or not those of the lock file. Needs Node and npm, no more.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The package manager, in the one version that the lock file is made with. */
export const pnpm = 'pnpm@12.21.0';
const oldest = [20, 18, 1];

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const installed = path.join(root, 'node_modules/.cache/installed');

function isOlder(version, than) {
  const parts = version.split('.').map(Number);
  const index = than.findIndex((number, place) => parts[place] !== number);
  return index !== -1 && parts[index] < than[index];
}

function wantedHash() {
  const hash = createHash('sha256');
  for (const name of ['pnpm-lock.yaml', 'pnpm-workspace.yaml'])
    hash.update(fs.readFileSync(path.join(root, name)));
  return hash.digest('hex');
}

function install(hash) {
  console.log('Installing dependencies …');
  const { status, stdout, stderr, error } = spawnSync('npx', ['-y', pnpm, 'install', '--frozen-lockfile'], {
    cwd: root,
    env: { ...process.env, CI: 'true' }, // pnpm asks nothing then
    shell: process.platform === 'win32',
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (status !== 0) {
    console.error(`${stdout ?? ''}${stderr ?? ''}`.trim());
    console.error(
      `Could not install the dependencies by npx ${pnpm} (${error?.message ?? `exit code ${status}`}).`,
    );
    process.exit(1);
  }
  fs.mkdirSync(path.dirname(installed), { recursive: true });
  fs.writeFileSync(installed, hash);
}

if (isOlder(process.versions.node, oldest)) {
  console.error(`wxreq is developed on Node ${oldest.join('.')} or newer; this is ${process.versions.node}.`);
  process.exit(1);
}
const hash = wantedHash();
if (!fs.existsSync(installed) || fs.readFileSync(installed, 'utf8') !== hash) install(hash);
