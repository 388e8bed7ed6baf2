import path from 'node:path';
import commonjs from '@rollup/plugin-commonjs';
import resolve from '@rollup/plugin-node-resolve';
import typescript from '@rollup/plugin-typescript';
import { transform } from 'esbuild';
import { dts } from 'rollup-plugin-dts';
import { minify } from 'terser';
import { packageEntries, packagesInOrder } from './scripts/build/packages.mjs';

/**
 * The outputs of one package, as its package.json asks for them: an entry for each `dist` file in its `exports`, in the
 * module formats named there, externals from its dependencies. What a package needs beyond that stands under `wxreq`:
 * `bundle` (dependencies to bundle in), `define` (what stands for an expression in them), `internal` (names of properties that
 * nobody outside ever sees) and `iife` (a minified script for a `<script>` tag).
 * @param {import('./scripts/build/packages.mjs').Package} pkg
 * @returns {import('rollup').RollupOptions[]}
 */
export function packageConfig(pkg) {
  const { entries, typed, cjs } = packageEntries(pkg);
  if (Object.keys(entries).length === 0) return [];
  /** @type {('es' | 'cjs')[]} */
  const formats = cjs ? ['es', 'cjs'] : ['es'];
  const bundled = pkg.manifest.wxreq?.bundle ?? [];
  const code = {
    ...common(pkg, bundled),
    input: entries,
    plugins: [
      strict(pkg),
      compile(pkg),
      computedImport,
      ...define(pkg),
      ...shorten(pkg),
      ...(bundled.length > 0 ? [resolve({ resolveOnly: bundled }), commonjs(everyRequire)] : []),
    ],
    output: formats.map(format => ({
      ...output(pkg, format, format === 'es' ? '.js' : '.cjs'),
      sourcemap: true,
    })),
  };
  const types = {
    ...common(pkg),
    input: typed,
    plugins: [
      strict(pkg),
      dts({
        tsconfig: path.join(pkg.dir, 'tsconfig.json'),
        compilerOptions: { isolatedDeclarations: false },
      }),
    ],
    output: formats.map(format => output(pkg, 'es', format === 'es' ? '.d.ts' : '.d.cts')),
  };
  return [code, ...(Object.keys(typed).length > 0 ? [types] : []), ...iife(pkg)];
}

function common(pkg, bundled = []) {
  const { dependencies, peerDependencies } = pkg.manifest;
  const kept = Object.keys({ ...dependencies, ...peerDependencies }).filter(name => !bundled.includes(name));
  return {
    external: id => id.startsWith('node:') || kept.some(name => id === name || id.startsWith(`${name}/`)),
  };
}

/** Warnings fail the build: all of them at once, and only after the compiler had the chance to let go of its files. */
function strict(pkg) {
  const warnings = [];
  function check(error) {
    if (error === undefined && warnings.length > 0) this.error(`${pkg.name}:\n${warnings.join('\n')}`);
  }
  return {
    name: 'strict',
    onLog(level, { code, ids = [], message }) {
      // Circles inside a bundled dependency are its own business.
      const theirs = code === 'CIRCULAR_DEPENDENCY' && ids.every(id => id.includes('node_modules'));
      if (level === 'warn' && !theirs) warnings.push(message);
      return level !== 'warn';
    },
    buildEnd: check,
    generateBundle() {
      check.call(this);
    },
  };
}

/** @returns {import('rollup').OutputOptions} */
function output(pkg, format, extension) {
  return {
    dir: path.join(pkg.dir, 'dist'),
    format,
    exports: 'named',
    // Else an entry that only hands on another's exports imports all that those import, for their effects.
    hoistTransitiveImports: false,
    entryFileNames: `[name]${extension}`,
    chunkFileNames: `shared/[name]${extension}`,
  };
}

function compile(pkg) {
  return typescript({
    tsconfig: path.join(pkg.dir, 'tsconfig.json'),
    compilerOptions: {
      noEmit: false,
      rewriteRelativeImportExtensions: true,
      declaration: false,
      isolatedDeclarations: false,
      sourceMap: true,
      inlineSources: true,
    },
    noForceEmit: true,
    include: [`${pkg.dir}/src/**/*.ts`],
  });
}

/** Else a `require` inside `try` stays one, and fails in a module: undici would do without HTTP/2. */
const everyRequire = { ignoreTryCatch: false };

/** Puts the values of `wxreq.define` in; an expression that is nowhere fails the build, because then it has moved. */
function define(pkg) {
  const values = Object.entries(pkg.manifest.wxreq?.define ?? {});
  if (values.length === 0) return [];
  const found = new Set();
  return [
    {
      name: 'define',
      buildStart: () => found.clear(),
      transform(code) {
        const here = values.filter(([expression]) => code.includes(expression));
        if (here.length === 0) return null;
        for (const [expression] of here) found.add(expression);
        return { code: here.reduce((text, [from, to]) => text.replaceAll(from, to), code), map: null };
      },
      buildEnd(error) {
        const missing = values.map(([expression]) => expression).filter(name => !found.has(name));
        if (error === undefined && missing.length > 0)
          this.error(`${pkg.name}: nothing has ${missing.join(', ')}`);
      },
    },
  ];
}

const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';

/**
 * Gives the properties in `wxreq.internal` one letter each, the same in every chunk: a page's own minifier must leave them
 * as they are. That none of them is in the published types is tested.
 */
function shorten(pkg) {
  const names = pkg.manifest.wxreq?.internal ?? [];
  if (names.length === 0) return [];
  const mangleCache = Object.fromEntries(names.map((name, at) => [name, letters.charAt(at)]));
  const mangleProps = new RegExp(`^(${names.join('|')})$`);
  return [
    {
      name: 'shorten',
      renderChunk: code => transform(code, { mangleProps, mangleCache, sourcemap: true }),
    },
  ];
}

/** TypeScript 6 wraps the argument of a computed `import()` into a helper that it forgets to import. */
const helper = '__rewriteRelativeImportExtension';
const computedImport = {
  name: 'computed-import',
  renderChunk: code =>
    code.includes(`${helper}(`)
      ? { code: `${code}\nfunction ${helper}(path) { return path; }\n`, map: null }
      : null,
};

/** @returns {import('rollup').RollupOptions[]} */
function iife(pkg) {
  const script = pkg.manifest.wxreq?.iife;
  if (script === undefined) return [];
  const shrink = {
    name: 'minify',
    async renderChunk(text) {
      const { code, map } = await minify(text, { ecma: 2018, sourceMap: true, compress: { passes: 3 } });
      return { code, map: String(map) };
    },
  };
  const name = script.global;
  const file = path.join(pkg.dir, script.file);
  return [
    {
      ...common(pkg),
      external: [],
      input: path.join(pkg.dir, script.entry),
      plugins: [strict(pkg), compile(pkg), resolve({ browser: true }), commonjs(), shrink],
      output: { file, name, format: 'iife', exports: 'named', sourcemap: true },
    },
  ];
}

export default packagesInOrder().flatMap(packageConfig);
