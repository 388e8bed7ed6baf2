import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { root } from '../build/packages.mjs';

/** Every Markdown file of the repository, from the top folder; what git ignores is none. */
export function markdownFiles() {
  const args = ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'];
  const listed = execFileSync('git', args, { cwd: root, encoding: 'utf8' }).split('\n');
  return [...new Set(listed)].filter(file => file !== '' && fs.existsSync(path.join(root, file)));
}

const fence = /^(`{3,})(\S*)\n([^]*?)^\1$/gm;

/**
 * The code blocks of a text.
 * @param {string} text
 */
export function codeBlocks(text) {
  return [...text.matchAll(fence)].map(([, , language = '', code = '']) => ({ language, code }));
}

/** A text without its code, in which nothing is a heading, a table or a link. */
const prose = (/** @type {string} */ text) => text.replace(fence, '');

/**
 * The headings, with their level.
 * @param {string} text
 */
export function headings(text) {
  return [...prose(text).matchAll(/^(#{1,6}) (.+)$/gm)].map(([, marks = '', title = '']) => ({
    level: marks.length,
    title,
  }));
}

/**
 * The number of cells in each row of each table.
 * @param {string} text
 */
export function tables(text) {
  return [...prose(text).matchAll(/^\|[^]*?\n(?!\|)/gm)].map(([whole]) =>
    whole.split('\n').flatMap(line => (line === '' ? [] : line.split(/(?<!\\)\|/).length - 2)),
  );
}

/**
 * Where the links and images of a text lead.
 * @param {string} text
 */
export function links(text) {
  return [
    ...prose(text)
      .replace(/`[^`\n]*`/g, '')
      .matchAll(/\]\(([^)\s]+)\)/g),
  ].map(([, to = '']) => to);
}

/**
 * The anchors that a text has: GitHub's, of its headings, and its own.
 * @param {string} text
 */
export function anchors(text) {
  const seen = new Map();
  const made = headings(text).map(({ title }) => {
    const slug = title
      .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\p{M}\s_-]/gu, '')
      .replaceAll(' ', '-');
    const times = seen.get(slug) ?? 0;
    seen.set(slug, times + 1);
    return times === 0 ? slug : `${slug}-${times}`;
  });
  return [...made, ...[...text.matchAll(/<a id="([^"]+)"/g)].map(([, id = '']) => id)];
}
