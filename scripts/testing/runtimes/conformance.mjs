/**
 * Judges `wx.request` in a runtime that is not Node by the conformance suite:
 * `node scripts/testing/runtimes/conformance.mjs RUNTIME MODULE [--out=FILE]`. MODULE is run there and ends with what `judge`
 * gives: a program that has the reference server's address and authority as its two arguments, or a worker that is posted
 * the address. The report goes to FILE, as JSON. The last line is `N passed, N failed, N skipped`.
 */
import path from 'node:path';
import { serve } from '../../../packages/conformance/dist/server.js';
import { writeReport } from '../report.mjs';
import { askEdgeLight } from './edge-light.mjs';
import { runProgram } from './program.mjs';
import { askWorker } from './worker.mjs';

const [name, module] = process.argv.slice(2);
if (!name || !module) throw new Error('which runtime, and which module?');

const server = await serve({ onResults: text => writeReport(JSON.parse(text)) });
const { address, authority } = server;
const worker = {
  code: `export { default } from ${JSON.stringify(path.resolve(module))};`,
  folder: process.cwd(),
};
const ended = out => ({ code: 0, out, err: '' });

const { code, out, err } = await (async () => {
  if (name === 'workerd') {
    const [out = ''] = await askWorker(worker, [JSON.stringify(address)], { authority });
    return ended(out);
  }
  // There is no way to make it trust another authority.
  if (name === 'edge-light')
    return ended(await askEdgeLight(worker, JSON.stringify({ ...address, https: undefined })));
  return runProgram(name, module, [JSON.stringify(address), authority]);
})();
await server.close();

console.log(err.trimEnd());
console.log(out.trimEnd());
process.exit(code === 0 && / 0 failed, 0 skipped$/.test(out.trimEnd()) ? 0 : 1);
