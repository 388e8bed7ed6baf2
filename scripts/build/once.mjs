import fs from 'node:fs';
import path from 'node:path';

/**
 * Makes a folder that is whole or not there: `make` fills a draft beside it, which then takes its place. Who comes second,
 * also at the same time, gets the same.
 * @param {string} place
 * @param {(draft: string) => Promise<void>} make
 */
export async function once(place, make) {
  if (fs.existsSync(place)) return;
  fs.mkdirSync(path.dirname(place), { recursive: true });
  const draft = fs.mkdtempSync(path.join(path.dirname(place), 'draft-'));
  try {
    await make(draft);
    fs.renameSync(draft, place);
  } catch (error) {
    if (!fs.existsSync(place)) throw error;
  } finally {
    fs.rmSync(draft, { recursive: true, force: true });
  }
}
