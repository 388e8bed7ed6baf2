/** The API reference of a package: Markdown made of its docstrings by TypeDoc, one file for each entry. */
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const { resolve } = createRequire(path.join(import.meta.dirname, 'package.json'));

/** Whether the tools are there. */
export function hasTypedoc() {
  return ['typedoc', 'typedoc-plugin-markdown'].every(name =>
    fs.existsSync(path.join(import.meta.dirname, 'node_modules', name)),
  );
}

/** What the published types speak of and nobody can import: the reference says its name and no more. */
const unexported = {
  core: ['Failure', 'Flag'],
  conformance: ['Report', 'Statement', 'Tools'],
};

/** What must have a docstring. */
const documented = ['Variable', 'Function', 'Class', 'Interface', 'TypeAlias', 'Method', 'CallSignature'];

/**
 * Writes the reference of a package into a folder, which it empties first.
 * @param {Pick<import('../build/packages.mjs').Package, 'name' | 'dir' | 'manifest'>} pkg
 * @param {string} folder
 * @returns {Promise<string[]>}  what is wrong with the docstrings: links to nothing, exports without one
 */
export async function writeReference({ name, dir, manifest }, folder) {
  const { Application, Logger, LogLevel } = await import(resolve('typedoc'));
  const entries = Object.keys(manifest.exports)
    .filter(entry => typeof manifest.exports[entry] === 'object')
    .map(entry => (entry === '.' ? 'index' : entry.slice(2)));
  const app = await Application.bootstrapWithPlugins({
    name: manifest.name,
    logLevel: 'Warn',
    entryPoints: entries.map(entry => path.join(dir, 'src', `${entry}.ts`)),
    tsconfig: path.join(dir, 'tsconfig.json'),
    plugin: [resolve('typedoc-plugin-markdown')],
    outputs: [{ name: 'markdown', path: folder }],
    outputFileStrategy: 'modules',
    readme: 'none',
    disableSources: true,
    excludePrivate: true,
    hidePageHeader: true,
    hideBreadcrumbs: true,
    useCodeBlocks: true,
    parametersFormat: 'table',
    interfacePropertiesFormat: 'table',
    typeDeclarationFormat: 'table',
    intentionallyNotExported: unexported[name] ?? [],
    requiredToBeDocumented: documented,
    validation: { notExported: true, invalidLink: true, notDocumented: true },
  });
  const flaws = [];
  app.logger = new (class extends Logger {
    log(message, level) {
      if (level >= LogLevel.Warn) flaws.push(message);
    }
  })();
  const project = await app.convert();
  if (project === undefined) return flaws.length > 0 ? flaws : [`${manifest.name} does not compile`];
  // TypeDoc calls an entry by its place among the sources; a reader knows it by what is imported.
  if (entries.length > 1) for (const entry of project.children) entry.name = entryName(entry.name);
  app.validate(project);
  await app.generateOutputs(project);
  return flaws;
}

const entryName = place => place.replace(/^src\/?/, '') || 'index';
