import path from 'node:path';
import commonjs from '@rollup/plugin-commonjs';
import resolve from '@rollup/plugin-node-resolve';
import typescript from '@rollup/plugin-typescript';
import { transform } from 'esbuild';
import { dts } from 'rollup-plugin-dts';
import { packageEntries, packagesInOrder } from './scripts/build/packages.mjs';

/**
 * The outputs of one package, as its package.json asks for them: an entry for each `dist` file in its `exports`, in the
 * module formats named there, externals from its dependencies. What a package needs beyond that stands under `wxreq`:
 * `bundle` (development dependencies to bundle in) and `iife` (a minified script for a `<script>` tag).
 * @param {import('./scripts/build/packages.mjs').Package} pkg
 * @returns {import('rollup').RollupOptions[]}
 */
export function packageConfig(pkg) {
  const { entries, cjs } = packageEntries(pkg);
  if (Object.keys(entries).length === 0) return [];
  /** @type {('es' | 'cjs')[]} */
  const formats = cjs ? ['es', 'cjs'] : ['es'];
  const bundled = pkg.manifest.wxreq?.bundle ?? [];
  const code = {
    ...common(pkg),
    input: entries,
    plugins: [
      strict(pkg),
      compile(pkg),
      computedImport,
      ...(bundled.length > 0 ? [resolve({ resolveOnly: bundled }), commonjs()] : []),
    ],
    output: formats.map(format => ({
      ...output(pkg, format, format === 'es' ? '.js' : '.cjs'),
      sourcemap: true,
    })),
  };
  const types = {
    ...common(pkg),
    input: entries,
    plugins: [
      strict(pkg),
      dts({
        tsconfig: path.join(pkg.dir, 'tsconfig.json'),
        compilerOptions: { isolatedDeclarations: false },
      }),
    ],
    output: formats.map(format => output(pkg, 'es', format === 'es' ? '.d.ts' : '.d.cts')),
  };
  return [code, types, ...iife(pkg)];
}

function common(pkg) {
  const kept = Object.keys({ ...pkg.manifest.dependencies, ...pkg.manifest.peerDependencies });
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
    onLog(level, { message }) {
      if (level === 'warn') warnings.push(message);
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
    },
    noForceEmit: true,
    include: [`${pkg.dir}/src/**/*.ts`],
  });
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
  const minify = {
    name: 'minify',
    renderChunk: code => transform(code, { minify: true, target: 'es2018', sourcemap: true }),
  };
  const name = script.global;
  const file = path.join(pkg.dir, script.file);
  return [
    {
      ...common(pkg),
      external: [],
      input: path.join(pkg.dir, script.entry),
      plugins: [strict(pkg), compile(pkg), resolve({ browser: true }), commonjs(), minify],
      output: { file, name, format: 'iife', exports: 'named', sourcemap: true },
    },
  ];
}

export default packagesInOrder().flatMap(packageConfig);
