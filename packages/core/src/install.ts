import type { WxRequest } from './api.ts';
import { define } from './define.ts';
import { isObject } from './tokens.ts';

function set(target: object, name: string, value: unknown): () => void {
  const before = Object.getOwnPropertyDescriptor(target, name);
  define(target, name, value);
  return () => {
    // Whoever set it since keeps it.
    if (Reflect.get(target, name) !== value) return;
    if (before) Object.defineProperty(target, name, before);
    else Reflect.deleteProperty(target, name);
  };
}

/** Sets `globalThis.wx.request`, keeps what else `wx` has, and gives the function that puts everything back (SPEC §8). */
export function install(request: WxRequest): () => void {
  const there: unknown = Reflect.get(globalThis, 'wx');
  if (isObject(there) || typeof there === 'function') return set(there, 'request', request);
  const wx = {};
  const restoreWx = set(globalThis, 'wx', wx);
  const restoreRequest = set(wx, 'request', request);
  return () => {
    restoreRequest();
    // Others may have added to it.
    if (Object.keys(wx).length === 0) restoreWx();
  };
}
