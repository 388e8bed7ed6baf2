/**
 * What speaks against a release, each in one line; nothing: it may go out.
 * @param {object} state
 * @param {string} state.version  to be released
 * @param {readonly string[]} state.versions  of the packages
 * @param {string} state.changes  what `git status --porcelain` says
 * @param {string} state.tags  one a line
 * @param {readonly string[]} state.published  packages that are out in this version
 * @param {string} state.changelog  its text
 * @param {boolean} state.isReal  not only rehearsed
 * @returns {string[]}
 */
export function objections({ version, versions, changes, tags, published, changelog, isReal }) {
  const entry = entryOf(changelog, version);
  return [
    changes.trim() !== '' && `the working tree is not clean:\n${changes.trimEnd()}`,
    versions.some(each => each !== version) && `not every package has the version ${version}`,
    tags.split('\n').includes(`v${version}`) && `there is a tag v${version} already`,
    published.length > 0 && `${version} is out already: ${published.join(', ')}`,
    entry === undefined && `CHANGELOG.md has no entry for ${version}`,
    entry?.text === '' && `CHANGELOG.md says nothing about ${version}`,
    isReal && entry?.isUnreleased && `CHANGELOG.md calls ${version} unreleased: give it its date`,
  ].filter(objection => typeof objection === 'string');
}

/** What a changelog says of a version: everything up to the next heading of its rank. */
function entryOf(changelog, version) {
  const sections = changelog.split(/^## /m).slice(1);
  const section = sections.find(each => each.split(/\s/, 1)[0] === version);
  if (section === undefined) return undefined;
  const [heading, ...lines] = section.split('\n');
  return { isUnreleased: /unreleased/i.test(heading), text: lines.join('\n').trim() };
}

/**
 * What a release does, in this order. A step without a command packs.
 * @param {object} release
 * @param {readonly string[]} release.tarballs  of the packages, each after those it needs
 * @param {boolean} release.isReal
 * @returns {{ title: string, command?: string[] }[]}
 */
export function steps({ tarballs, isReal }) {
  const publish = ['npm', 'publish', '--provenance', '--access', 'public', ...(isReal ? [] : ['--dry-run'])];
  return [
    { title: 'build, from nothing', command: [process.execPath, 'scripts/build.mjs', '--force'] },
    { title: 'check', command: [process.execPath, 'scripts/test.mjs', '--install'] },
    {
      title: 'API reference',
      command: [process.execPath, 'scripts/reference.mjs', '--install'],
    },
    { title: 'pack' },
    ...tarballs.map(tarball => ({ title: `publish ${tarball}`, command: [...publish, tarball] })),
  ];
}
