/** Makes the tables in the READMEs anew, from what the adapters support and from core's words: `node scripts/readme.mjs`. */
import fs from 'node:fs';
import path from 'node:path';
import { register } from 'tsx/esm/api';
import { root } from './build/packages.mjs';

register();
const { readmes, withTables } = await import('./readme/tables.mjs');

for (const file of Object.keys(readmes)) {
  const at = path.join(root, file);
  const text = fs.readFileSync(at, 'utf8');
  fs.writeFileSync(at, await withTables(file, text));
}
