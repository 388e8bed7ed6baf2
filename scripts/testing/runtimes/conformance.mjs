/**
 * Judges `wx.request` in a runtime that is not Node by the conformance suite:
 * `node scripts/testing/runtimes/conformance.mjs RUNTIME MODULE [--out=FILE]`. MODULE is run there, gets the reference
 * server's address and authority as its two arguments, and ends with what `judge` gives. The report goes to FILE, as JSON. The last line is `N passed, N failed, N skipped`.
 */
import { serve } from '../../../packages/conformance/dist/server.js';
import { writeReport } from '../report.mjs';
import { runProgram } from './program.mjs';

const [name, module] = process.argv.slice(2);
if (!name || !module) throw new Error('which runtime, and which module?');

const server = await serve({ onResults: text => writeReport(JSON.parse(text)) });
const { code, out, err } = await runProgram(name, module, [JSON.stringify(server.address), server.authority]);
await server.close();

console.log(err.trimEnd());
console.log(out.trimEnd());
process.exit(code === 0 && / 0 failed, 0 skipped$/.test(out.trimEnd()) ? 0 : 1);
