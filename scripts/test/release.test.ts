import * as assert from 'uvu/assert';
import { objections, steps } from '../release/plan.mjs';
import { suite } from '../testing/suite.ts';

const test = suite('release');

const good = {
  version: '1.2.0',
  versions: ['1.2.0', '1.2.0'],
  changes: '',
  tags: 'v1.1.0\nv1.2.0-rc.1\n',
  published: [],
  changelog: '# Changelog\n\n## 1.2.0\n\nBetter tea.\n\n## 1.1.0\n\nTea.\n',
  isReal: true,
};

test('a clean tree, a new version and an entry in the changelog may go out', () => {
  assert.equal(objections(good), []);
});

const bad = {
  'a tree that is not clean': [{ changes: ' M README.md\n' }, /not clean:\n M README\.md/],
  'a package with another version': [
    { versions: ['1.2.0', '1.1.0'] },
    /not every package has the version 1\.2\.0/,
  ],
  'a version with a tag': [{ tags: 'v1.1.0\nv1.2.0\n' }, /a tag v1\.2\.0 already/],
  'a version that is out': [{ published: ['@wxreq/core'] }, /1\.2\.0 is out already: @wxreq\/core/],
  'a version without an entry': [
    { changelog: '# Changelog\n\n## 1.2.0-rc.1\n\nTea.\n' },
    /no entry for 1\.2\.0/,
  ],
  'an empty entry': [{ changelog: '## 1.2.0\n\n## 1.1.0\n\nTea.\n' }, /says nothing about 1\.2\.0/],
  'an entry without its date': [{ changelog: '## 1.2.0 (unreleased)\n\nTea.\n' }, /unreleased/],
} as const;

for (const [what, [state, words]] of Object.entries(bad)) {
  test(`${what} is refused, and that is all that is said`, () => {
    const [objection, ...others] = objections({ ...good, ...state });
    assert.match(String(objection), words);
    assert.equal(others, []);
  });
}

test('what is not released yet can be rehearsed', () => {
  const changelog = '## 1.2.0 (unreleased)\n\nTea.\n';
  assert.equal(objections({ ...good, changelog, isReal: false }), []);
});

test('a rehearsal builds, checks, packs and publishes nothing', () => {
  const tarballs = ['a.tgz', 'b.tgz'];
  const commands = steps({ tarballs, isReal: false }).map(({ command }) => command?.slice(1).join(' '));
  assert.equal(commands, [
    'scripts/build.mjs --force',
    'scripts/test.mjs --install',
    'scripts/reference.mjs --install',
    undefined,
    'publish --provenance --access public --dry-run a.tgz',
    'publish --provenance --access public --dry-run b.tgz',
  ]);
});

test('a release publishes with provenance, each package after those it needs', () => {
  const last = steps({ tarballs: ['a.tgz', 'b.tgz'], isReal: true }).slice(-2);
  assert.equal(
    last.map(({ command }) => command),
    ['a.tgz', 'b.tgz'].map(name => ['npm', 'publish', '--provenance', '--access', 'public', name]),
  );
});

test.run();
