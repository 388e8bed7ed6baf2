import path from 'node:path';
import * as assert from 'uvu/assert';
import type ts from 'typescript';
import { publicPackages } from '../packing/tarballs.mjs';
import { loadTool, toolPath } from '../testing/consumers.mjs';
import { suite } from '../testing/suite.ts';
import { makeProject, runNode } from './project.mjs';
import { openTeaHouse, order, served } from './tea-house.mjs';

const test = suite('consumers in TypeScript', { deadlineMs: 120_000 });

const house = await openTeaHouse();
test.after(() => house.close());

const sources = ['@wxreq/node', 'wxreq'].filter(name =>
  publicPackages.some(pkg => pkg.manifest.name === name),
);

/** Every entry that code can import. */
const everyEntry = publicPackages.flatMap(({ manifest }) =>
  Object.keys(manifest.exports)
    .filter(entry => typeof manifest.exports[entry] === 'object')
    .map(entry => manifest.name + entry.slice(1)),
);

const requests = (name: string) => `import { request } from '${name}';
import type { RequestTask, SuccessResult } from '${name}';
const task: RequestTask = ${order('String(process.argv[2])')}
task.onHeadersReceived(({ statusCode }) => statusCode.toFixed());
export const statusOf = (result: SuccessResult): number => result.statusCode;
// @ts-expect-error: a URL is text
export const wrong = (): RequestTask => request({ url: 5 });
`;

const typesOnly = everyEntry
  .map((entry, index) => `export type * as entry${String(index)} from '${entry}';\n`)
  .join('');

/** As strict as users can be, who check the packages' own types, too. */
const strict = {
  strict: true,
  skipLibCheck: false,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  target: 'ES2022',
  lib: ['ES2022', 'DOM'],
  types: ['node'],
  typeRoots: [toolPath('@types')],
  outDir: 'out',
};

const ways = [
  { title: 'NodeNext', options: { module: 'NodeNext' }, type: 'module', ending: '.ts' },
  { title: 'NodeNext in CommonJS', options: { module: 'NodeNext' }, type: 'commonjs', ending: '.cts' },
  {
    title: 'Bundler',
    options: { module: 'ESNext', moduleResolution: 'Bundler' },
    type: 'module',
    ending: '.ts',
  },
  {
    title: 'node10, by TypeScript 5.9',
    compiler: 'typescript5',
    options: { module: 'CommonJS', moduleResolution: 'node10' },
    type: 'commonjs',
    ending: '.ts',
  },
];

/** What the compiler says of the user's own files and of every type of ours; other people's types are their business. */
function complaintsOf(compiler: typeof ts, program: ts.Program, project: string): string[] {
  const ours = program
    .getSourceFiles()
    .filter(({ fileName }) => fileName.startsWith(project) && !/node_modules\/(?!@?wxreq)/.test(fileName));
  const all = [
    ...program.getOptionsDiagnostics(),
    ...program.getGlobalDiagnostics(),
    ...ours.flatMap(file => [
      ...program.getSyntacticDiagnostics(file),
      ...program.getSemanticDiagnostics(file),
    ]),
  ];
  return all.map(
    ({ file, messageText }) =>
      `${String(file?.fileName)}: ${compiler.flattenDiagnosticMessageText(messageText, '\n')}`,
  );
}

/** The names of values in each entry, by the types of every entry that one of these files speaks of. */
function promised(compiler: typeof ts, program: ts.Program, file: string): Record<string, string> {
  const checker = program.getTypeChecker();
  const found: Record<string, string> = {};
  for (const statement of program.getSourceFile(file)?.statements ?? []) {
    if (!compiler.isExportDeclaration(statement) || statement.moduleSpecifier === undefined) continue;
    const module = checker.getSymbolAtLocation(statement.moduleSpecifier);
    const exported = module === undefined ? [] : checker.getExportsOfModule(module);
    const values = exported
      .map(symbol => (symbol.flags & compiler.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol))
      .flatMap(({ flags }, index) =>
        flags & compiler.SymbolFlags.Value ? (exported[index]?.name ?? []) : [],
      );
    found[statement.moduleSpecifier.getText().slice(1, -1)] = values.sort().join();
  }
  return found;
}

/** The same, as it is on Node. Deno's own package needs modules that Node 20 lacks. */
async function given(): Promise<Record<string, string>> {
  const entries = everyEntry.filter(entry => !entry.startsWith('@wxreq/deno'));
  const project = await makeProject({
    'main.mjs': `const all = await Promise.all(${JSON.stringify(entries)}.map(async entry =>
        [entry, Object.keys(await import(entry)).sort().join()]));
      console.log(JSON.stringify(Object.fromEntries(all)));`,
  });
  return JSON.parse(await runNode('main.mjs', project));
}

for (const { title, compiler: name = 'typescript', options, type, ending } of ways) {
  test(`TypeScript resolves every entry by ${title}, and what it makes of a request runs`, async () => {
    const { default: compiler }: { default: typeof ts } = await loadTool(name);
    const programs = sources.map((source, index) => [`main${String(index)}${ending}`, requests(source)]);
    const files = { ...Object.fromEntries(programs), [`every${ending}`]: typesOnly };
    const project = await makeProject(files, { type });
    const { options: parsed, errors } = compiler.convertCompilerOptionsFromJson(
      { ...strict, ...options },
      project,
    );
    assert.equal(errors, []);
    const program = compiler.createProgram(
      Object.keys(files).map(file => path.join(project, file)),
      parsed,
    );
    assert.equal(complaintsOf(compiler, program, project), []);
    const names = promised(compiler, program, path.join(project, `every${ending}`));
    assert.equal({ ...names, ...(await given()) }, names, 'what the types promise is there');
    program.emit();
    for (const [file = ''] of programs)
      assert.is(await runNode(`out/${file.replace(/ts$/, 'js')}`, project, house.url), served);
  });
}

test.run();
