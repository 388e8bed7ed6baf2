import fs from 'node:fs';
import { SourceMap } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import * as assert from 'uvu/assert';
import { root } from '../build/packages.mjs';
import { suite } from '../testing/suite.ts';
import { packAll } from './tarballs.mjs';

const test = suite('tarballs', { deadlineMs: 60_000 });

const packed = await packAll();

/** The files of an unpacked tarball, sorted, with `/` between folders. */
function filesOf(folder: string): string[] {
  return fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(name => fs.statSync(path.join(folder, name)).isFile())
    .map(name => name.replaceAll(path.sep, '/'))
    .sort();
}

/** Places of this machine, and the hosts that packages come from. */
const foreign = [
  ...[root, os.homedir()]
    .filter(place => place !== '/')
    .map(place => new RegExp(`${place.replaceAll(/\W/g, '\\$&')}/`)),
  /(?<![\w.])\/(tmp|home|Users|work)\/\w/,
  /\bregistry\.[a-z]/,
  /workspace:/,
];

for (const { pkg, folder } of packed) {
  const of = pkg.manifest.name;
  const files = filesOf(folder);
  const read = (name: string) => fs.readFileSync(path.join(folder, name), 'utf8');
  const code = files.filter(name => /^dist\/.*\.c?js$/.test(name));

  test(`the tarball of ${of} has the licence, the README, the manifest, what is built and what is asked for`, () => {
    const asked = pkg.manifest.files.map((name: string) => `${name}/`);
    const other = files.filter(name => !asked.some((place: string) => `${name}/`.startsWith(place)));
    assert.equal(other, ['LICENSE', 'README.md', 'package.json']);
    assert.match(read('LICENSE'), /^MIT License/);
    for (const name of files.filter(file => file.startsWith('dist/')))
      assert.match(name, /\.(c?js|c?js\.map|d\.c?ts)$/);
  });

  test(`the tarball of ${of} has no tests and no sources but in the source maps`, () => {
    assert.equal(
      files.filter(name =>
        /(^|\/)(tests?|src|node_modules)\/|\.(test|page)\.|tsconfig|tsbuildinfo/.test(name),
      ),
      [],
    );
  });

  test(`the tarball of ${of} tells nothing of the machine that made it, or of where packages come from`, () => {
    for (const name of files)
      for (const pattern of foreign) assert.not.match(read(name), pattern, `${name}: ${String(pattern)}`);
  });

  test(`the tarball of ${of} asks for exactly its own version of ours`, () => {
    const { version, dependencies = {} } = JSON.parse(read('package.json'));
    for (const [name, range] of Object.entries(dependencies))
      if (/^@?wxreq/.test(name)) assert.is(range, version, name);
  });

  test(`each file of code in ${of} has a source map that brings its sources and finds a function in them`, () => {
    assert.ok(code.length > 0);
    for (const name of code) {
      const text = read(name);
      const [, mapName] = /\n\/\/# sourceMappingURL=(\S+)\s*$/.exec(text) ?? [];
      assert.ok(mapName, `${name} names its source map`);
      const map = JSON.parse(read(path.posix.join(path.posix.dirname(name), mapName)));
      assert.is(map.sourcesContent?.length, map.sources.length, `${name}: sources are in the map`);
      for (const [index, source] of map.sources.entries()) {
        assert.not(path.isAbsolute(source), source);
        assert.type(map.sourcesContent[index], 'string', `${name}: ${String(source)}`);
      }
      const { found, lost } = traced(text, map);
      assert.equal(lost, [], `${name}: its map leads elsewhere`);
      if (text.split('\n').length > 100) assert.ok(found > 0, `${name}: its map leads to no function`);
    }
  });
}

/** How many functions a map leads back to, and the names of those that it leads to a line without. */
function traced(text: string, map: { sources: string[]; sourcesContent: string[] }) {
  const finder = new SourceMap(JSON.parse(JSON.stringify(map)));
  const lost: string[] = [];
  let found = 0;
  for (const [row, line] of text.split('\n').entries()) {
    const [before, name] = /^((?:async )?function )(\w{3,})\(/.exec(line)?.slice(1) ?? [];
    // What the bundler renames or adds has no such name in its source.
    if (before === undefined || name === undefined || /\$\d+$|^(__|require|get[A-Z]\w*Export)/.test(name))
      continue;
    const entry = finder.findEntry(row, before.length);
    // A line inside a template literal has no mapping of its own.
    if ('generatedLine' in entry && entry.generatedLine !== row) continue;
    const source =
      'originalSource' in entry ? map.sourcesContent[map.sources.indexOf(entry.originalSource)] : undefined;
    if ('originalLine' in entry && source?.split('\n')[entry.originalLine]?.includes(name)) found += 1;
    else lost.push(name);
  }
  return { found, lost };
}

test.run();
