const bin = name =>
  ({
    eslint: ['node_modules/eslint/bin/eslint.js'],
    prettier: ['node_modules/prettier/bin/prettier.cjs'],
  })[name];

/**
 * Everything `npm test` runs, in this order; to add a suite is to add an entry.
 *
 * @typedef {object} Suite
 * @property {string} name  what `npm test -- WORD` matches
 * @property {string[]} run  arguments for Node, from the top folder
 * @property {boolean} [quick]  also part of `npm run check`
 * @property {boolean} [alone]  nothing else runs meanwhile, and nothing runs at all if it fails
 * @property {number} [deadlineMs]  2 minutes unless told; then it is killed, with all its children
 */

/** @type {Suite[]} */
export const suites = [
  { name: 'build', run: ['scripts/build.mjs'], quick: true, alone: true },
  { name: 'types', run: ['scripts/types.mjs'], quick: true },
  {
    name: 'lint',
    run: [
      ...bin('eslint'),
      ...['--config', 'scripts/eslint.config.mjs', '--max-warnings', '0'],
      ...['--cache', '--cache-strategy', 'content', '--cache-location', 'node_modules/.cache/eslint/', '.'],
    ],
    quick: true,
  },
  {
    name: 'format',
    run: [
      ...bin('prettier'),
      '--check',
      '--log-level',
      'warn',
      '--cache',
      '--cache-strategy',
      'content',
      '.',
    ],
    quick: true,
  },
];
