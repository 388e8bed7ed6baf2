import fs from 'node:fs';
import * as assert from 'uvu/assert';
import { packAll } from '../packing/tarballs.mjs';
import { loadTool } from '../testing/consumers.mjs';
import { suite } from '../testing/suite.ts';

const test = suite('published form', { deadlineMs: 60_000 });

/** What `<script>` loads is no module: nobody imports it, and no types describe it. */
const isForScriptTags = (manifest: {
  exports: Record<string, unknown>;
  wxreq?: { iife?: { file: string } };
}) => Object.keys(manifest.exports).filter(entry => manifest.exports[entry] === manifest.wxreq?.iife?.file);

for (const { pkg, tarball } of await packAll()) {
  const bytes = new Uint8Array(fs.readFileSync(tarball));

  test(`publint has nothing to say about ${pkg.manifest.name}`, async () => {
    const { publint } = await loadTool('publint');
    const { messages } = await publint({ pack: { tarball: bytes.buffer }, strict: true });
    assert.equal(messages, []);
  });

  test(`the types of ${pkg.manifest.name} are not wrong, however they are resolved`, async () => {
    const { checkPackage, createPackageFromTarballData } = await loadTool('@arethetypeswrong/core');
    const { problems, entrypoints } = await checkPackage(createPackageFromTarballData(bytes), {
      excludeEntrypoints: isForScriptTags(pkg.manifest),
    });
    assert.equal(problems, []);
    const entries = Object.keys(pkg.manifest.exports);
    assert.is(Object.keys(entrypoints).length, entries.length - isForScriptTags(pkg.manifest).length);
  });
}

test.run();
