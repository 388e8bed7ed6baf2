import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { root } from './packages.mjs';

/**
 * A hash over the names and bytes of files; folders count with everything in them, what is not there counts as absent.
 * @param {string[]} places
 */
export function hashOf(places) {
  const hash = createHash('sha256');
  for (const file of places.flatMap(filesIn).sort()) {
    hash
      .update(`${path.relative(root, file)}\0`)
      .update(fs.readFileSync(file))
      .update('\0');
  }
  return hash.digest('hex');
}

function filesIn(place) {
  const stat = fs.statSync(place, { throwIfNoEntry: false });
  if (stat === undefined) return [];
  if (stat.isFile()) return [place];
  return fs
    .readdirSync(place)
    .filter(name => name !== 'node_modules' && name !== '.cache')
    .flatMap(name => filesIn(path.join(place, name)));
}

const fileOf = name => path.join(root, 'node_modules/.cache/stamps', name);

/** Whether the step called `name` has already succeeded on inputs with this hash. */
export function isDone(name, hash) {
  const file = fileOf(name);
  return fs.existsSync(file) && fs.readFileSync(file, 'utf8') === hash;
}

/** Notes that the step called `name` succeeded on inputs with this hash. */
export function markDone(name, hash) {
  fs.mkdirSync(path.dirname(fileOf(name)), { recursive: true });
  fs.writeFileSync(fileOf(name), hash);
}

/** Forgets that the step called `name` ever succeeded. */
export function forget(name) {
  fs.rmSync(fileOf(name), { force: true });
}
