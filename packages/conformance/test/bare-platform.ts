import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';
import vm from 'node:vm';
import { createNodeAdapter } from '@wxreq/node';

const require = createRequire(import.meta.url);

/** What came to the language after ES2018, as far as the engine would let a suite lean on it. */
const younger = `
  delete globalThis.WebAssembly;
  for (const [owner, names] of [
    [Object, ['fromEntries', 'hasOwn', 'groupBy']],
    [Array.prototype, ['flat', 'flatMap', 'at', 'findLast', 'findLastIndex', 'toSorted', 'toReversed', 'with']],
    [String.prototype, ['matchAll', 'replaceAll', 'at', 'trimStart', 'trimEnd']],
    [Promise, ['allSettled', 'any', 'withResolvers']],
    [globalThis, ['WeakRef', 'FinalizationRegistry', 'AggregateError', 'BigInt', 'SharedArrayBuffer', 'Atomics']],
  ]) for (const name of names) delete owner[name];
  delete globalThis.globalThis;
`;

type Load = (file: string) => unknown;

/** CommonJS in a context: `find` says what is wanted there, by its file, or as what it is; `natives` are seen by these files alone. */
export function loader(
  context: vm.Context,
  find: (wanted: string, from: string) => { file: string } | { is: unknown },
  natives: object = {},
): Load {
  const loaded = new Map<string, { exports: unknown }>();
  const load = (file: string): unknown => {
    const known = loaded.get(file);
    if (known) return known.exports;
    const module = { exports: {} };
    loaded.set(file, module);
    const names = ['require', 'module', 'exports', ...Object.keys(natives)];
    const source = `(function (${names.join(', ')}) {${fs.readFileSync(file, 'utf8')}\n})`;
    const wanted = (name: string) => {
      const found = find(name, file);
      return 'file' in found ? load(found.file) : found.is;
    };
    vm.runInContext(source, context, { filename: file })(
      wanted,
      module,
      module.exports,
      ...Object.values(natives),
    );
    return module.exports;
  };
  return load;
}

/**
 * What the platform itself is made of, as a container is: our own wx.request, whose objects are those of the context, over
 * a native side that lives outside.
 */
function platform(context: vm.Context): unknown {
  const find = (name: string, from: string) => {
    const file = name.startsWith('.')
      ? path.join(path.dirname(from), name)
      : createRequire(from).resolve(name);
    return /^\.|^@wxreq\//.test(name) ? { file } : { is: createRequire(from)(name) };
  };
  const load = loader(context, find, { URL, TextDecoder, TextEncoder });
  const { createRequest, TransportError } = load(
    require.resolve('@wxreq/core'),
  ) as typeof import('@wxreq/core');
  const { hops } = load(require.resolve('@wxreq/core/hops')) as typeof import('@wxreq/core/hops');
  const { pinRules } = load(require.resolve('@wxreq/core/pins')) as typeof import('@wxreq/core/pins');
  const native = createNodeAdapter();
  return createRequest({
    ...native,
    supports: { ...native.supports, hops, pins: pinRules },
    send: (request, sink) =>
      native.send(request, sink).catch(error => {
        throw new TransportError(error.kind, error.cause);
      }),
  });
}

/** A platform with wx.request, timers and a console alone. */
export function barePlatform(more: object = {}): vm.Context {
  const context = vm.createContext({ setTimeout, clearTimeout, console, ...more });
  context.wx = { request: platform(context) };
  vm.runInContext(younger, context);
  return context;
}
