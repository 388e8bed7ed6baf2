/** As much of `AsyncLocalStorage` as is used. */
interface Storage {
  snapshot(): (run: () => void) => void;
}

const isStorage = (value: unknown): value is Storage =>
  typeof value === 'function' && 'snapshot' in value && typeof value.snapshot === 'function';

/** The context of whoever calls this: what it gives runs a function in it. */
export function capture(): (run: () => void) => void {
  const storage = find();
  return storage ? storage.snapshot() : callNow;
}

/**
 * Without an import, which would fail where there is no such module: edge-light has `AsyncLocalStorage` among its globals,
 * workerd under `nodejs_compat` gives it by `process`. By their names as text: Next.js warns of a `process` in edge code.
 */
function find(): Storage | undefined {
  const own: unknown = Reflect.get(globalThis, 'AsyncLocalStorage');
  if (isStorage(own)) return own;
  const runtime: unknown = Reflect.get(globalThis, 'process');
  const give: unknown = Object(runtime) === runtime && Reflect.get(Object(runtime), 'getBuiltinModule');
  if (typeof give !== 'function') return undefined;
  const hooks: unknown = Reflect.apply(give, runtime, ['node:async_hooks']);
  const given: unknown = hooks && Reflect.get(Object(hooks), 'AsyncLocalStorage');
  return isStorage(given) ? given : undefined;
}

function callNow(run: () => void): void {
  run();
}
