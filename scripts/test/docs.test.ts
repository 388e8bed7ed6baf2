import fs from 'node:fs';
import path from 'node:path';
import * as assert from 'uvu/assert';
import { packagesInOrder, root } from '../build/packages.mjs';
import { anchors, codeBlocks, links, markdownFiles } from '../readme/markdown.mjs';
import { suite } from '../testing/suite.ts';

const test = suite('every Markdown file');
const read = (file: string): string => fs.readFileSync(path.join(root, file), 'utf8');
const files = markdownFiles();

/** Where a relative link leads to nothing: the file, or the anchor in it; undefined: all is well. */
function flaw(file: string, link: string): string | undefined {
  if (/^[a-z]+:/.test(link)) return undefined;
  const [to = '', anchor] = link.split('#');
  const target = to === '' ? file : path.join(path.dirname(file), decodeURIComponent(to));
  if (!fs.existsSync(path.join(root, target))) return `${file}: there is no ${target}`;
  if (anchor === undefined) return undefined;
  const there = target.endsWith('.md') && anchors(read(target)).includes(decodeURIComponent(anchor));
  return there ? undefined : `${file}: ${target} has no #${anchor}`;
}

test('every relative link and anchor leads somewhere', () => {
  const all = files.flatMap(file => links(read(file)).map(link => [file, link] as const));
  assert.ok(all.length > 30, String(all.length));
  const flaws = all.flatMap(([file, link]) => flaw(file, link) ?? []);
  assert.equal(flaws, []);
});

test('a link to nothing, and an anchor that is not there, would be seen', () => {
  assert.is(flaw('README.md', 'packages/nothing.md'), 'README.md: there is no packages/nothing.md');
  assert.is(flaw('README.md', '#see-it'), undefined);
  assert.is(flaw('README.md', '#nowhere'), 'README.md: README.md has no #nowhere');
});

const ours = new Map<string, { readonly private?: boolean; readonly bin?: Record<string, string> }>(
  packagesInOrder().map(({ manifest }) => [manifest.name, manifest]),
);
const { scripts } = JSON.parse(read('package.json'));

/** What a published package of ours is called by `npx`, by the command's first word. */
function isOurCommand(name: string): boolean {
  return ours.get(name)?.bin !== undefined || [...ours.values()].some(({ bin }) => bin?.[name] !== undefined);
}

/** The commands that a reader is told to type, and what makes each of them one that works. */
const checks: readonly (readonly [RegExp, (word: string) => boolean])[] = [
  [/^npm run ([\w:-]+)/, name => name in scripts],
  [/^npm (test)/, name => name in scripts],
  [/^npm (?:i|install) (?:-D )?(@?wxreq\S*)$/, name => ours.has(name) && ours.get(name)?.private !== true],
  [/^npx (@?[\w/-]+)/, isOurCommand],
  // Run as they stand, by the tests of their packages.
  [/^(openssl x509|deno run|bun run|bun add) /, () => true],
];

test('every command line is one that works', () => {
  const lines = files.flatMap(file =>
    codeBlocks(read(file))
      .filter(({ language }) => language === 'sh')
      .flatMap(({ code }) => code.trimEnd().split('\n'))
      .map(line => ({ file, line: line.replace(/ +# .*$/, '') })),
  );
  assert.ok(lines.length > 15, String(lines.length));
  const wrong = lines.filter(
    ({ line }) => !checks.some(([form, isRight]) => isRight(form.exec(line)?.[1] ?? '') && form.test(line)),
  );
  assert.equal(wrong, []);
});

test.run();
