import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The package's folder, from which examples find `@wxreq/node`. */
export const packageFolder: string = fileURLToPath(new URL('../..', import.meta.url));

const readme = fs.readFileSync(path.join(packageFolder, 'README.md'), 'utf8');

/** The code blocks in this language, in order; with `heading`, those behind this second-level heading. */
export function blocks(language: string, heading?: string): string[] {
  const parts = readme.split(/^## /m);
  const part = heading === undefined ? readme : parts.find(text => text.startsWith(`${heading}\n`));
  if (part === undefined) throw new Error(`there is no heading "${String(heading)}"`);
  return [...part.matchAll(/^```(\w*)\n([^]*?)^```$/gm)]
    .filter(([, name]) => name === language)
    .map(([, , text = '']) => text);
}
