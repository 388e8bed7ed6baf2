import path from 'node:path';
import { format, resolveConfig } from 'prettier';
import { root } from '../build/packages.mjs';
import { failureRows } from './failures.ts';
import { runtimeRows } from './runtimes.mjs';

/**
 * The READMEs with tables that are made, by the language of each.
 * @type {Record<string, 0 | 1>}
 */
export const readmes = { 'README.md': 0, 'README.zh-CN.md': 1 };

/**
 * A README as it should be: what stands between `<!-- name -->` and `<!-- /name -->` made anew, and formatted.
 * @param {string} file  a key of `readmes`
 * @param {string} text
 */
export async function withTables(file, text) {
  const language = readmes[file] ?? 0;
  const made = { runtimes: await runtimeRows(language), failures: await failureRows(language) };
  let whole = text;
  for (const [name, rows] of Object.entries(made)) {
    const place = new RegExp(`(<!-- ${name}: [^]*?-->)[^]*?(<!-- /${name} -->)`);
    if (!place.test(whole)) throw new Error(`${file} has no place for the table "${name}"`);
    whole = whole.replace(place, (_, from, to) => `${from}\n\n${table(rows)}\n\n${to}`);
  }
  const at = path.join(root, file);
  return format(whole, { ...(await resolveConfig(at)), filepath: at });
}

/** @param {string[][]} rows */
function table([head = [], ...rows]) {
  return [head, head.map(() => '---'), ...rows].map(cells => `| ${cells.join(' | ')} |`).join('\n');
}
