import type { Clauses } from '../report/matrix.ts';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { distFolder } from './folder.ts';

/** The rules of SPEC.md, which lies beside `dist`, by their clause's id. */
export async function readClauses(): Promise<Clauses> {
  const text = await readFile(join(await distFolder(), '..', 'SPEC.md'), 'utf8');
  const rows = text
    .replace(/\\\|/g, '|')
    .matchAll(/^\| <a id="([^"]+)"><\/a>`\1` *\| (.+?) *\| [TWOD, ]+? *\|$/gm);
  return new Map([...rows].map(([, id = '', rule = '']) => [id, rule] as const));
}
