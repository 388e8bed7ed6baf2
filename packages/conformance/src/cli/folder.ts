import { realpath } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Where this command lies, links followed: npx starts it through one. The suite for pages lies beside it. */
export async function distFolder(): Promise<string> {
  return dirname(await realpath(process.argv[1] ?? ''));
}
