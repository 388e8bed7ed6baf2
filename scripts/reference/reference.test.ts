import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import * as assert from 'uvu/assert';
import { packagesInOrder } from '../build/packages.mjs';
import { anchors, headings, links } from '../readme/markdown.mjs';
import { suite } from '../testing/suite.ts';
import { writeReference } from './typedoc.mjs';

const test = suite('API reference', { deadlineMs: 60_000 });
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'wxreq-reference-'));
const read = (file: string): string => fs.readFileSync(path.join(folder, file), 'utf8');

test.after(() => {
  fs.rmSync(folder, { recursive: true, force: true });
});

/** The links of one file that lead nowhere. */
function loose(of: string, file: string): string[] {
  return links(read(path.join(of, file))).filter(link => {
    if (/^[a-z]+:/.test(link)) return false;
    const [to = '', anchor] = link.split('#');
    const target = path.join(of, to === '' ? file : to);
    if (!fs.existsSync(path.join(folder, target))) return true;
    return anchor !== undefined && !anchors(read(target)).includes(anchor);
  });
}

/** The names that built code exports, which a foreign runtime's is not imported for. */
function exportedBy(code: string): string[] {
  const lists = [...code.matchAll(/^export \{ (.*?) \}/gm)].flatMap(([, list = '']) => list.split(', '));
  return lists.map(item => item.replace(/^.* as /, ''));
}

for (const pkg of packagesInOrder().filter(({ manifest }) => manifest.private !== true)) {
  test(`every export of ${pkg.manifest.name} has a docstring, and every link leads somewhere`, async () => {
    assert.equal(await writeReference(pkg, path.join(folder, pkg.name)), []);
    const files = fs.readdirSync(path.join(folder, pkg.name));
    assert.equal(
      files.flatMap(file => loose(pkg.name, file)),
      [],
    );
    const titles = files.flatMap(file => headings(read(path.join(pkg.name, file))).map(({ title }) => title));
    const exported = exportedBy(fs.readFileSync(path.join(pkg.dir, 'dist/index.js'), 'utf8'));
    assert.ok(exported.length > 0);
    for (const name of exported)
      assert.ok(
        titles.some(title => title.replace(/\(\)$/, '') === name),
        name,
      );
  });
}

test('an export without a docstring, and one that speaks of what is not there, are seen', async () => {
  const dir = path.join(folder, 'broken');
  fs.mkdirSync(path.join(dir, 'src'), { recursive: true });
  fs.writeFileSync(path.join(dir, 'tsconfig.json'), '{ "include": ["src"] }');
  const code = 'export const silent = 1;\n/** See {@link nothing}. */\nexport const loose = 2;\n';
  fs.writeFileSync(path.join(dir, 'src/index.ts'), code);
  const manifest = { name: 'broken', exports: { '.': {} } };
  const flaws = await writeReference({ name: 'broken', dir, manifest }, path.join(folder, 'written'));
  assert.is(flaws.length, 2);
  assert.match(flaws.join('\n'), /"nothing"/);
  assert.match(flaws.join('\n'), /silent .* does not have any documentation/);
});

test.run();
