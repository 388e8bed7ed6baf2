/** Projects of users: empty but for the packages, which npm has installed from their tarballs, and a few files. */
import { execFile } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { once } from '../build/once.mjs';
import { packAll } from '../packing/tarballs.mjs';

const deadlineMs = 60_000;
const made = new Set();

process.on('exit', () => {
  for (const folder of made) fs.rmSync(folder, { recursive: true, force: true });
});

/**
 * A folder where npm has installed all tarballs afresh, once for one state of the packages. `lock` is npm's lock file.
 * @returns {Promise<{ folder: string, lock: any }>}
 */
export async function freshInstall() {
  const packed = await packAll();
  const place = path.join(path.dirname(packed[0].tarball), 'installed');
  await once(place, async draft => {
    const dependencies = packed.map(({ pkg, tarball }) => [
      pkg.manifest.name,
      `file:../${path.basename(tarball)}`,
    ]);
    writeFiles(draft, {
      'package.json': JSON.stringify({ private: true, dependencies: Object.fromEntries(dependencies) }),
    });
    const npm = await run('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline'], draft);
    if (npm.code !== 0) throw new Error(`npm install: ${npm.out}${npm.err}`);
  });
  return {
    folder: place,
    lock: JSON.parse(fs.readFileSync(path.join(place, 'package-lock.json'), 'utf8')),
  };
}

/**
 * A project with the packages installed. It goes when the process ends.
 * @param {Record<string, string>} files  text by name
 * @param {object} [manifest]  what its package.json says besides the dependencies
 * @returns {Promise<string>}  its folder
 */
export async function makeProject(files, manifest = {}) {
  const { folder: from } = await freshInstall();
  const folder = fs.mkdtempSync(path.join(fs.realpathSync(os.tmpdir()), 'wxreq-consumer-'));
  made.add(folder);
  fs.cpSync(path.join(from, 'node_modules'), path.join(folder, 'node_modules'), { recursive: true });
  const { dependencies } = JSON.parse(fs.readFileSync(path.join(from, 'package.json'), 'utf8'));
  writeFiles(folder, {
    'package.json': JSON.stringify({ private: true, dependencies, ...manifest }),
    ...files,
  });
  return folder;
}

function writeFiles(folder, files) {
  for (const [name, text] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    fs.writeFileSync(path.join(folder, name), text);
  }
}

/**
 * Runs a program in a project to its end.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {string} cwd
 * @param {Record<string, string>} [env]  besides what is there
 * @returns {Promise<{ code: number | string, out: string, err: string }>}
 */
export async function run(program, args, cwd, env = {}) {
  try {
    const { stdout, stderr } = await promisify(execFile)(program, args, {
      cwd,
      env: { ...process.env, ...env },
      timeout: deadlineMs,
      maxBuffer: 64 * 1024 * 1024,
      shell: process.platform === 'win32',
    });
    return { code: 0, out: stdout, err: stderr };
  } catch (error) {
    return { code: error.code ?? error.signal, out: error.stdout, err: `${error.stderr}${error.message}` };
  }
}

/** Runs Node on a file of a project; gives what it printed, or throws what went wrong. */
export async function runNode(file, cwd, ...args) {
  return printed(await run(process.execPath, [file, ...args], cwd));
}

/** What a program printed that ended well; else an error with all it said. */
export function printed({ code, out, err }) {
  if (code !== 0) throw new Error(`exit code ${code}\n${out}\n${err}`);
  return out.trim();
}
