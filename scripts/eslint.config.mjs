import path from 'node:path';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

const root = path.resolve(import.meta.dirname, '..');

/** Who may import whom: dependencies point one way (core ← browser, bun, edge, node ← deno; all of them ← wxreq). */
const mayImport = {
  core: [],
  browser: ['core'],
  node: ['core'],
  deno: ['core', 'node'],
  bun: ['core'],
  edge: ['core'],
  wxreq: ['core', 'browser', 'node', 'deno', 'bun', 'edge'],
  conformance: ['core'],
};

/** @type {import('eslint').Linter.Config[]} */
const rooms = Object.entries(mayImport).map(([name, allowed]) => ({
  files: [`packages/${name}/src/**`],
  rules: {
    '@typescript-eslint/no-restricted-imports': [
      'error',
      {
        patterns: [
          {
            regex: `^(wxreq|@wxreq/(?!(${['$', ...allowed].join('|')})(/|$)))`,
            message: `packages/${name} may import only: ${allowed.join(', ') || 'nothing of ours'}.`,
          },
          { regex: '^(\\.\\./)+[^.]*/src/', message: 'Another package is reached by its name.' },
          ...(['core', 'browser', 'edge'].includes(name)
            ? [{ regex: '^node:', message: 'No Node here.' }]
            : []),
          ...(name === 'conformance'
            ? [{ regex: '^@wxreq/core', allowTypeImports: true, message: 'Only types come from core.' }]
            : []),
        ],
      },
    ],
  },
}));

const noEnum = { selector: 'TSEnumDeclaration', message: 'A union of literals, or an object `as const`.' };
const noDefault = { selector: 'ExportDefaultDeclaration', message: 'Exports have names.' };

export default defineConfig(
  { ignores: ['**/dist/', '**/node_modules/', '**/.cache/', '**/reports/', '**/coverage/'] },
  {
    files: ['packages/*/src/**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: root } },
    rules: {
      'max-lines': ['error', 200],
      'no-restricted-syntax': ['error', noEnum, noDefault],
      '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
    },
  },
  ...rooms,
  {
    files: [
      'packages/*/test/**/*.ts',
      'packages/{bench,example-ssr,playground}/**/*.{ts,mjs}',
      'scripts/**/*.{ts,mjs}',
      '*.mjs',
    ],
    extends: [tseslint.configs.recommended],
    rules: {
      'max-lines': ['error', 200],
      'no-restricted-syntax': ['error', noEnum],
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/no-empty-function': 'off',
    },
  },
);
