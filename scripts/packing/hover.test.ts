import path from 'node:path';
import ts from 'typescript';
import * as assert from 'uvu/assert';
import { root } from '../build/packages.mjs';
import { suite } from '../testing/suite.ts';

const test = suite('packages: what an editor says of a name', { deadlineMs: 8000 });

/** Where somebody points: at the name that follows. */
const mark = '/*?*/';

const options = [
  'url',
  'data',
  'header',
  'method',
  'timeout',
  'certs',
  'enableChunked',
  'success',
  'fail',
  'complete',
];
const methods = ['abort', 'onHeadersReceived', 'offHeadersReceived', 'onChunkReceived', 'offChunkReceived'];
const host = [
  'baseUrl',
  'domains',
  'header',
  'maxConcurrent',
  'onNotice',
  'pinCheck',
  'pins',
  'rewriteUrl',
  'timeout',
];
const secure = ['ca', 'cert', 'key'];

const packages = {
  node: { options: [...secure, 'proxy', 'connections'], adapter: 'createNodeAdapter' },
  deno: { options: [...secure, 'proxy', 'connections'], adapter: 'createDenoAdapter' },
  bun: { options: secure, adapter: 'createBunAdapter' },
  browser: { options: ['credentials'], adapter: 'createBrowserAdapter' },
};

const members = (names: readonly string[]): string =>
  names.map(name => `${mark}${name}: undefined`).join(', ');

/** A developer's file, with a mark before each name that is pointed at. */
function programFor(name: string, adapter: string, own: readonly string[]): string {
  return `import { ${mark}request, ${mark}createRequest, ${mark}install, ${mark}${adapter} } from '@wxreq/${name}';
${mark}createRequest({ ${members([...host, ...own])} });
const task = ${mark}request({ ${members(options)} });
${methods.map(method => `task.${mark}${method};`).join('\n')}
const wx: { request: typeof request } = { request };
wx.request({ ${members(options)} });
`;
}

/** The documentation that an editor shows for each marked name of a file in this folder. */
function hovered(file: string, text: string): [name: string, docs: string][] {
  const service = ts.createLanguageService({
    getCompilationSettings: () => ({
      module: ts.ModuleKind.NodeNext,
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
      target: ts.ScriptTarget.ES2022,
      types: [],
      strict: true,
    }),
    getScriptFileNames: () => [file],
    getScriptVersion: () => '0',
    getScriptSnapshot: name => {
      const content = name === file ? text : ts.sys.readFile(name);
      return content === undefined ? undefined : ts.ScriptSnapshot.fromString(content);
    },
    getCurrentDirectory: () => root,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: name => name === file || ts.sys.fileExists(name),
    readFile: name => (name === file ? text : ts.sys.readFile(name)),
    directoryExists: ts.sys.directoryExists,
  });
  const found: [string, string][] = [];
  for (let at = text.indexOf(mark); at !== -1; at = text.indexOf(mark, at + 1)) {
    const place = at + mark.length;
    const [name = ''] = /^\w+/.exec(text.slice(place)) ?? [];
    const info = service.getQuickInfoAtPosition(file, place);
    found.push([name, ts.displayPartsToString(info?.documentation)]);
  }
  service.dispose();
  return found;
}

for (const [name, { options: own, adapter }] of Object.entries(packages)) {
  test(`@wxreq/${name}: every option, method of the task, host option and export says what it is`, () => {
    const text = programFor(name, adapter, own);
    const found = hovered(path.join(root, 'packages', name, 'test/hovered.mts'), text);
    assert.is(found.length, text.split(mark).length - 1);
    assert.equal(
      found.filter(([, docs]) => docs.trim() === '').map(([name]) => name),
      [],
    );
  });
}

test.run();
