import fs from 'node:fs';
import path from 'node:path';

const list = path.join(import.meta.dirname, 'survivors.json');

/**
 * A change of the code that no test notices.
 * @typedef {object} Survivor
 * @property {string} file
 * @property {string} line  the line it begins in, trimmed
 * @property {string} from  what stood there
 * @property {string} to  what stands there instead
 */

const short = text => text.replace(/\s+/g, ' ').trim();

/**
 * @param {import('./main.mjs').Mutant} mutant
 * @param {Map<string, string>} texts  the files' texts as they were mutated
 * @returns {Survivor}
 */
export function toSurvivor({ fileName, location: { start, end }, replacement }, texts) {
  const file = path.relative(process.cwd(), path.resolve(fileName));
  const lines = texts.get(file).split('\n');
  const part = lines.slice(start.line - 1, end.line);
  part[part.length - 1] = part.at(-1).slice(0, end.column - 1);
  part[0] = part[0].slice(start.column - 1);
  return {
    file,
    line: short(lines[start.line - 1]),
    from: short(part.join('\n')),
    to: short(replacement),
  };
}

/** @returns {(Survivor & { reason: string })[]}  those that are known, each with the reason why it may live */
export function readSurvivors() {
  return JSON.parse(fs.readFileSync(list, 'utf8'));
}

/** Which survivors the list does not know, and which of its entries for these files are none any more. */
export function compare(living, known, files) {
  const key = ({ file, line, from, to }) => JSON.stringify([file, line, from, to]);
  const alive = new Set(living.map(key));
  const listed = new Set(known.map(key));
  return {
    unknown: living.filter(one => !listed.has(key(one))),
    stale: known.filter(
      one => (files.includes(one.file) || !fs.existsSync(one.file)) && !alive.has(key(one)),
    ),
  };
}
