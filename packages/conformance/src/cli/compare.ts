import type { JsonReport } from '../report/json.ts';
import type { Arguments } from './arguments.ts';
import { readFile, writeFile } from 'node:fs/promises';
import { htmlReport } from '../report/html.ts';
import { parseReport } from './received.ts';
import { readClauses } from './specification.ts';

async function load(file: string): Promise<JsonReport> {
  try {
    return parseReport(await readFile(file, 'utf8'));
  } catch (error) {
    throw new TypeError(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** `compare FILE …`: puts JSON reports side by side on one page. Gives the exit code. */
export async function compareCommand({ files, out }: Arguments): Promise<number> {
  if (files.length === 0 || out === undefined)
    throw new TypeError('compare needs the JSON reports to put side by side, and --out FILE');
  const reports = await Promise.all(files.map(load));
  await writeFile(out, htmlReport(reports, await readClauses()));
  const width = Math.max(...reports.map(({ name }) => name.length));
  for (const { name, tally } of reports) {
    const counts = `${tally.passed} passed, ${tally.failed + tally.stale} failed, ${tally.deviates} deviate, ${tally['not-applicable']} do not apply`;
    console.log(`${name.padEnd(width)}  ${counts}`);
  }
  console.log(`wrote ${out}`);
  return 0;
}
