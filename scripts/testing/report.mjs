import fs from 'node:fs';

/** Where a conformance run is to leave its report: `--out=FILE` on the command line. */
const out = process.argv.find(argument => argument.startsWith('--out='))?.slice('--out='.length);

/** Writes a report there, as JSON, if that was asked for. */
export function writeReport(/** @type {unknown} */ report) {
  if (out !== undefined && report !== undefined) fs.writeFileSync(out, JSON.stringify(report));
}
