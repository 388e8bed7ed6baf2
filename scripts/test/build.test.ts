import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { rollup } from 'rollup';
import * as assert from 'uvu/assert';
import { packageConfig } from '../../rollup.config.mjs';
import { packageEntries, packagesInOrder, root } from '../build/packages.mjs';
import { suite } from '../testing/suite.ts';

const test = suite('build', { deadlineMs: 60_000 });

const both = (name: string) => ({
  import: { types: `./dist/${name}.d.ts`, default: `./dist/${name}.js` },
  require: { types: `./dist/${name}.d.cts`, default: `./dist/${name}.cjs` },
});

/** A workspace of one package: two entries with a file in common, a kept dependency, a bundled one, and a script. */
const files = {
  'packages/demo/package.json': JSON.stringify({
    name: '@wxreq/demo',
    type: 'module',
    exports: { '.': both('index'), './extra': both('extra'), './script': './dist/demo.min.js' },
    dependencies: { kept: '*' },
    devDependencies: { tiny: '*' },
    wxreq: { bundle: ['tiny'], iife: { entry: 'src/index.ts', global: 'demo', file: './dist/demo.min.js' } },
  }),
  'packages/demo/tsconfig.json': JSON.stringify({
    extends: path.join(root, 'tsconfig.base.json'),
    compilerOptions: { target: 'ES2018', lib: ['ES2020'] },
    include: ['src'],
  }),
  'packages/demo/src/common.ts':
    `import { tiny } from 'tiny';\nexport interface Common { n?: { deep: number } }\n` +
    `export const common = (c: Common): number => c.n?.deep ?? tiny();\n`,
  'packages/demo/src/index.ts':
    `import { common, type Common } from './common.ts';\nexport type { Common };\n` +
    `export const one = (c: Common): number => common(c) + 1;\n`,
  'packages/demo/src/extra.ts':
    `import { kept } from 'kept';\nexport { common, type Common } from './common.ts';\n` +
    `export const two = (): number => kept() + 2;\n`,
  ...dependency('tiny', 40),
  ...dependency('kept', 400),
};

function dependency(name: string, value: number) {
  const folder = `packages/demo/node_modules/${name}`;
  return {
    [`${folder}/package.json`]: JSON.stringify({ name, main: './index.js', types: './index.d.ts' }),
    [`${folder}/index.js`]: `exports.${name} = () => ${String(value)};`,
    [`${folder}/index.d.ts`]: `export declare const ${name}: () => number;`,
  };
}

async function withWorkspace(use: (top: string) => Promise<void>, contents: Record<string, string> = files) {
  const top = await mkdtemp(path.join(os.tmpdir(), 'build-'));
  try {
    for (const [name, text] of Object.entries(contents)) {
      await mkdir(path.dirname(path.join(top, name)), { recursive: true });
      await writeFile(path.join(top, name), text);
    }
    await use(top);
  } finally {
    await rm(top, { recursive: true });
  }
}

async function build(top: string): Promise<Record<string, string>> {
  const [pkg] = packagesInOrder(top);
  assert.ok(pkg);
  for (const options of packageConfig(pkg)) {
    const bundle = await rollup(options);
    for (const output of [options.output ?? []].flat()) await bundle.write(output);
    await bundle.close();
  }
  const dist = path.join(pkg.dir, 'dist');
  const names = (await readdir(dist, { recursive: true })).filter(name => /\.c?[jt]s$/.test(name)).sort();
  return Object.fromEntries(
    await Promise.all(names.map(async name => [name, await readFile(path.join(dist, name), 'utf8')])),
  );
}

const importsOf = (text = '') =>
  [...text.matchAll(/(?:from |require\()'([^']+)'/g)].map(match => match[1]).sort();

test('writes every entry in both formats, with types for each, and what entries share once', () =>
  withWorkspace(async top => {
    const dist = await build(top);
    const four = (name: string) => [`${name}.cjs`, `${name}.d.cts`, `${name}.d.ts`, `${name}.js`];
    const expected = [...four('extra'), ...four('index'), ...four('shared/common'), 'demo.min.js'];
    assert.equal(Object.keys(dist), expected.sort());
  }));

test('keeps each format among its own: no .d.cts leads to types of the other', () =>
  withWorkspace(async top => {
    const dist = await build(top);
    assert.equal(importsOf(dist['index.d.ts']), ['./shared/common.js']);
    assert.equal(importsOf(dist['index.d.cts']), ['./shared/common.cjs']);
    assert.equal(importsOf(dist['extra.js']), ['./shared/common.js', 'kept']);
    assert.equal(importsOf(dist['extra.cjs']), ['./shared/common.cjs', 'kept']);
  }));

test('bundles the development dependencies it was asked to, in the syntax of the target', () =>
  withWorkspace(async top => {
    const dist = await build(top);
    assert.equal(importsOf(dist['shared/common.js']), []);
    assert.not.match(dist['shared/common.js'] ?? '', /\?\.|\?\?/);
    const { one } = createRequire(import.meta.url)(path.join(top, 'packages/demo/dist/index.cjs'));
    assert.is(one({}), 41);
  }));

test('writes a script that is whole by itself', () =>
  withWorkspace(async top => {
    const dist = await build(top);
    const demo = new Function(`${dist['demo.min.js'] ?? ''}; return demo;`)();
    assert.is(demo.one({ n: { deep: 1 } }), 2);
  }));

test('refuses an import that nothing in package.json accounts for', () =>
  withWorkspace(
    async top => {
      const refusal = await build(top).catch((error: unknown) => error);
      assert.match(String(refusal), /demo:[^]*stranger/);
    },
    {
      ...files,
      'packages/demo/src/extra.ts': `import { x } from 'stranger';\nexport const two: number = x;\n`,
    },
  ));

test('orders packages by what they need, and refuses a circle', () => {
  const manifest = (name: string, ...needs: string[]) => ({
    [`packages/${name}/package.json`]: JSON.stringify({
      name: `@x/${name}`,
      dependencies: Object.fromEntries(needs.map(need => [`@x/${need}`, 'workspace:*'])),
    }),
  });
  return withWorkspace(
    async top => {
      assert.equal(
        packagesInOrder(top).map(pkg => pkg.name),
        ['z', 'b', 'a'],
      );
      await writeFile(
        path.join(top, 'packages/z/package.json'),
        manifest('z', 'a')['packages/z/package.json'] ?? '',
      );
      assert.throws(() => packagesInOrder(top), /circle/);
    },
    { ...manifest('a', 'b'), ...manifest('b', 'z'), ...manifest('z') },
  );
});

test('tells which exports have no source', () =>
  withWorkspace(async top => {
    await rm(path.join(top, 'packages/demo/src/extra.ts'));
    const [pkg] = packagesInOrder(top);
    assert.ok(pkg);
    assert.equal(packageEntries(pkg).missing, ['src/extra.ts']);
  }));

test.run();
