import type { WxRequest } from './api.ts';

/** Sets `globalThis.wx.request`, keeps what else `wx` has, and gives the function that puts everything back (SPEC §8). */
export function install(request: WxRequest): () => void {
  const before = Object.getOwnPropertyDescriptor(globalThis, 'wx');
  const current: unknown = Reflect.get(globalThis, 'wx');
  const exists = (typeof current === 'object' && current !== null) || typeof current === 'function';
  const wx: object = exists ? current : {};
  const own = Object.getOwnPropertyDescriptor(wx, 'request');
  if (!exists) {
    Object.defineProperty(globalThis, 'wx', {
      value: wx,
      writable: true,
      configurable: true,
      enumerable: true,
    });
  }
  Object.defineProperty(wx, 'request', {
    value: request,
    writable: true,
    configurable: true,
    enumerable: true,
  });
  return () => {
    if (Reflect.get(wx, 'request') === request) {
      if (own) Object.defineProperty(wx, 'request', own);
      else Reflect.deleteProperty(wx, 'request');
    }
    if (exists || Reflect.get(globalThis, 'wx') !== wx || Object.keys(wx).length > 0) return;
    if (before) Object.defineProperty(globalThis, 'wx', before);
    else Reflect.deleteProperty(globalThis, 'wx');
  };
}
