import type { Report } from '../report/summary.ts';
import { writeFile } from 'node:fs/promises';
import { htmlReport } from '../report/html.ts';
import { jsonReport, toJson } from '../report/json.ts';
import { junitReport } from '../report/junit.ts';
import { mdReport } from '../report/md.ts';
import { tapReport } from '../report/tap.ts';
import { textReport } from '../report/text.ts';
import { readClauses } from './specification.ts';

const formats: Readonly<Record<string, (report: Report) => string | Promise<string>>> = {
  json: jsonReport,
  junit: junitReport,
  tap: tapReport,
  md: mdReport,
  html: async report => htmlReport([toJson(report)], await readClauses()),
};

/** Throws a TypeError on a format that there is not, and on a file for a report of no format. */
export function checkFormat(format: string | undefined, out: string | undefined): void {
  const known = Object.keys(formats);
  if (format !== undefined && !known.includes(format))
    throw new TypeError(`--report is one of ${known.join(', ')}`);
  if (format === undefined && out !== undefined)
    throw new TypeError(`--out needs --report, one of ${known.join(', ')}`);
}

/** The text for people; where a format is asked for, that on standard output, or in a file with the text beside it. */
export async function writeReport(
  report: Report,
  { report: format, out }: { readonly report: string | undefined; readonly out: string | undefined },
): Promise<void> {
  const make = format === undefined ? undefined : formats[format];
  if (make !== undefined && out === undefined) {
    process.stdout.write(await make(report));
    process.stderr.write(`${textReport(report)}\n`);
    return;
  }
  if (make !== undefined && out !== undefined) await writeFile(out, await make(report));
  process.stdout.write(`${textReport(report)}\n`);
}
