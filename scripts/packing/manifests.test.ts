import fs from 'node:fs';
import path from 'node:path';
import * as assert from 'uvu/assert';
import { root } from '../build/packages.mjs';
import { suite } from '../testing/suite.ts';
import { publicPackages } from './tarballs.mjs';

const test = suite('manifests');

const workspace = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'));
const repository = 'github.com/wxreq/wxreq';

const pagePackages = ['@wxreq/core', '@wxreq/browser', 'wxreq'];

/** Every object in a tree of `exports`: a choice between conditions. */
function choices(tree: unknown): object[] {
  return typeof tree === 'object' && tree !== null ? [tree, ...Object.values(tree).flatMap(choices)] : [];
}

/** Every file that a tree of `exports` leads to. */
function targets(tree: unknown): string[] {
  return typeof tree === 'string' ? [tree] : Object.values(tree ?? {}).flatMap(targets);
}

for (const { name, dir, manifest } of publicPackages) {
  const of = manifest.name;
  const files = targets(manifest.exports).filter(file => file !== './package.json');

  test(`${of} says what it is, whose, and where it lives`, () => {
    assert.is(of, name === 'wxreq' ? 'wxreq' : `@wxreq/${name}`);
    assert.match(manifest.description, /wx\.request/);
    assert.is(manifest.license, 'MIT');
    assert.equal(manifest.repository, {
      type: 'git',
      url: `git+https://${repository}.git`,
      directory: `packages/${name}`,
    });
    assert.is(manifest.homepage, `https://${repository}/tree/main/packages/${name}#readme`);
    assert.is(manifest.bugs, `https://${repository}/issues`);
    for (const word of ['wx.request', 'wechat', 'miniprogram'])
      assert.ok(manifest.keywords.includes(word), word);
    assert.ok(fs.existsSync(path.join(dir, 'README.md')));
  });

  test(`${of} has the one version, also of what it needs of ours`, () => {
    assert.is(manifest.version, workspace.version);
    for (const [needed, range] of Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })) {
      if (/^@?wxreq/.test(needed)) assert.is(range, 'workspace:*', needed);
    }
  });

  test(`${of} runs where the workspace does, and publishes to everybody what is built`, () => {
    assert.is(manifest.type, 'module');
    assert.equal(manifest.engines, workspace.engines);
    assert.equal(manifest.publishConfig, { access: 'public' });
    for (const folder of ['dist', 'reference']) assert.ok(manifest.files.includes(folder), folder);
    assert.is(manifest.scripts, undefined);
  });

  test(`${of} exports ES modules and CommonJS with types for each, types first and the rest last`, () => {
    for (const choice of choices(manifest.exports)) {
      const conditions = Object.keys(choice);
      if (conditions.includes('types')) assert.is(conditions[0], 'types');
      if (conditions.includes('default')) assert.is(conditions.at(-1), 'default');
    }
    for (const { import: module, require } of Object.values<Record<string, unknown>>(manifest.exports)) {
      if (module === undefined) continue;
      // The same under the same conditions. Types are described once, whichever runtime the code is for.
      const asCommonJs = JSON.stringify(module).replaceAll(/\.(d\.)?([jt]s")/g, '.$1c$2');
      assert.equal(require, JSON.parse(asCommonJs));
      assert.match(targets(module)[0] ?? '', /\.d\.ts$/);
    }
    const other = Object.values(manifest.exports).filter(target => typeof target === 'string');
    assert.equal(
      other.filter(file => file !== manifest.wxreq?.iife?.file),
      ['./package.json'],
    );
    assert.is(manifest.exports['./package.json'], './package.json');
  });

  test(`${of} has fallbacks for tools that do not read exports`, () => {
    assert.is(manifest.main, './dist/index.cjs');
    assert.is(manifest.module, './dist/index.js');
    assert.is(manifest.types, './dist/index.d.ts');
    const entries = Object.keys(manifest.exports).filter(
      entry => typeof manifest.exports[entry] === 'object',
    );
    const below = entries.filter(entry => entry !== '.').map(entry => entry.slice(2));
    assert.equal(manifest.typesVersions, {
      '*': Object.fromEntries(below.map(entry => [entry, [`./dist/${entry}.d.ts`]])),
    });
  });

  test(`${of} has a folder for each entry, for tools of pages that do not read exports`, () => {
    // webpack 4 and its like; Node's packages are for those that do.
    if (!pagePackages.includes(of)) return;
    const entries = Object.keys(manifest.exports).filter(
      entry => entry !== '.' && typeof manifest.exports[entry] === 'object',
    );
    assert.ok(entries.length > 0);
    for (const entry of entries.map(entry => entry.slice(2))) {
      assert.ok(manifest.files.includes(entry), entry);
      const stub = JSON.parse(fs.readFileSync(path.join(dir, entry, 'package.json'), 'utf8'));
      const file = `../dist/${entry}`;
      assert.equal(stub, {
        main: `${file}.cjs`,
        module: `${file}.js`,
        types: `${file}.d.ts`,
        sideEffects: entry === 'install',
      });
    }
  });

  test(`${of} leads to files that are there`, () => {
    const fallbacks = [manifest.main, manifest.module, manifest.types, manifest.unpkg, manifest.jsdelivr];
    // The API reference is made when a release is.
    const folders = manifest.files.filter((folder: string) => folder !== 'reference');
    const named = [...files, ...fallbacks, ...targets(manifest.bin), ...folders];
    for (const file of named) {
      if (file !== undefined) assert.ok(fs.existsSync(path.join(dir, file)), file);
    }
  });

  test(`${of} says which of its files do something when they are imported`, () => {
    const built = fs.readdirSync(path.join(dir, 'dist'), { recursive: true, encoding: 'utf8' });
    const doing = built.filter(file => /^install(\.\w+)?\.c?js$/.test(file)).map(file => `./dist/${file}`);
    const scripts = [manifest.wxreq?.iife?.file].filter(file => file !== undefined && files.includes(file));
    const expected = [...new Set([...doing, ...scripts])].sort();
    assert.equal(manifest.sideEffects === false ? [] : [...manifest.sideEffects].sort(), expected);
  });
}

test('the packages have a changelog with an entry for the version', () => {
  const changelog = fs.readFileSync(path.join(root, 'CHANGELOG.md'), 'utf8');
  assert.ok(changelog.includes(`\n## ${workspace.version}`));
  for (const { manifest } of publicPackages)
    assert.ok(changelog.includes(`\`${manifest.name}\``), manifest.name);
});

test.run();
