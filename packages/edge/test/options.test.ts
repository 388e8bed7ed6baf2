import * as assert from 'uvu/assert';
import { suite } from '../../../scripts/testing/suite.ts';
import { createEdgeAdapter, createRequest, install, request } from '../src/index.ts';

const test = suite('edge: options and context');

test('a wrong option is named when the request is made, not when it is used', () => {
  const wrong: readonly (readonly [unknown, string])[] = [
    [{ fetch: 'fetch' }, 'createRequest: host.fetch cannot be string fetch on edge'],
    [{ maxConcurrent: 5 }, 'createRequest: host.maxConcurrent is not supported on edge'],
    [{ ca: '' }, 'createRequest: host.ca is no option on edge'],
    [null, 'createRequest: host should be an object'],
  ];
  for (const [host, message] of wrong) {
    assert.throws(
      () => Reflect.apply(createRequest, undefined, [host]),
      (error: unknown) => error instanceof TypeError && error.message === message,
      message,
    );
  }
});

test('install sets wx.request, with options, too, and what it returns takes it away', () => {
  const before = Object.keys(globalThis);
  const undo = install();
  assert.is(Reflect.get(globalThis, 'wx').request, request);
  undo();
  const undoOther = install({ timeout: 5 });
  assert.is.not(Reflect.get(globalThis, 'wx').request, request);
  undoOther();
  assert.equal(Object.keys(globalThis), before);
});

/** Runs this while the runtime has a global of this kind. */
function withGlobal(name: string, value: unknown, run: () => void): void {
  const own = Object.getOwnPropertyDescriptor(globalThis, name);
  Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  try {
    run();
  } finally {
    if (own) Object.defineProperty(globalThis, name, own);
    else Reflect.deleteProperty(globalThis, name);
  }
}

/** An AsyncLocalStorage that notes what is run by its snapshots. */
function noting(said: string[]): unknown {
  return class {
    static snapshot = () => (run: () => void) => {
      said.push('in');
      run();
      said.push('out');
    };
  };
}

test('the context is that of a global AsyncLocalStorage, or of the one that process gives, or there is none', () => {
  const { capture } = createEdgeAdapter();
  assert.type(capture, 'function');
  const said: string[] = [];
  const through = (): string[] => {
    said.length = 0;
    capture?.()(() => said.push('run'));
    return [...said];
  };
  withGlobal('AsyncLocalStorage', noting(said), () => assert.equal(through(), ['in', 'run', 'out']));
  const modules: Readonly<Record<string, unknown>> = {
    'node:async_hooks': { AsyncLocalStorage: noting(said) },
  };
  const processes: readonly (readonly [unknown, string[]])[] = [
    [{ getBuiltinModule: (name: string) => modules[name] }, ['in', 'run', 'out']],
    [{ getBuiltinModule: () => undefined }, ['run']],
    [{ getBuiltinModule: () => ({ AsyncLocalStorage: class {} }) }, ['run']],
    [{ env: {} }, ['run']],
    [undefined, ['run']],
  ];
  for (const [process, expected] of processes)
    withGlobal('process', process, () => assert.equal(through(), expected));
});

test.run();
