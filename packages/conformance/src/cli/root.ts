import { X509Certificate } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { makeRoot } from '../server/authority.ts';

/** The authority in this file, PEM of key and certificate; made there where there is none. */
export async function storedRoot(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    const root = makeRoot();
    await writeFile(file, root, { mode: 0o600 });
    return root;
  }
}

/** The certificate alone, for devices: what they are to trust, never the key. */
export function certificateOf(root: string): string {
  return new X509Certificate(root).toString();
}
