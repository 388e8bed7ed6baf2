import { build } from 'esbuild';
import { fileURLToPath } from 'node:url';

/**
 * Lets code for uni-app find `uni.request`, with what else it looks for; gives the function that takes it away again.
 * Storage is what alova's adapter keeps its cache in.
 */
export function uniOnWx(): () => void {
  const kept = new Map<string, unknown>();
  const wx: unknown = Reflect.get(globalThis, 'wx');
  Object.assign(globalThis, {
    uni: {
      request: Reflect.get(Object(wx), 'request'),
      getStorageSync: (key: string) => kept.get(key) ?? '',
      setStorageSync: (key: string, value: unknown) => kept.set(key, value),
      removeStorageSync: (key: string) => kept.delete(key),
      getStorageInfoSync: () => ({ keys: [...kept.keys()] }),
    },
  });
  return () => Reflect.deleteProperty(globalThis, 'uni');
}

/** A package that is written for bundlers alone (no endings in its imports), as a bundler makes it. */
export async function bundled<T>(name: string): Promise<T> {
  const resolveDir = fileURLToPath(new URL('..', import.meta.url));
  const { outputFiles } = await build({
    stdin: { contents: `export { default } from '${name}';`, resolveDir },
    bundle: true,
    format: 'esm',
    write: false,
  });
  const code = Buffer.from(outputFiles[0]?.contents ?? []).toString('base64');
  return import(`data:text/javascript;base64,${code}`);
}
