import * as assert from 'uvu/assert';
import type { FailResult } from '../../src/api.ts';
import type { Host } from '../../src/host.ts';
import { createRequest } from '../../src/request.ts';
import { serving } from './adapters.ts';
import { loose, settled } from './calls.ts';

/** What every trap throws. */
export const cause = new Error('a trap');

/** Throws {@link cause}. */
export const trap = (): never => {
  throw cause;
};

/** A proxy that throws at everything by itself. */
export const revoked = <T extends object>(target: T): T => {
  const { proxy, revoke } = Proxy.revocable(target, {});
  revoke();
  return proxy;
};

/** A proxy that throws {@link cause} at everything. */
export const trapped = <T extends object>(target: T): T =>
  new Proxy(target, {
    get: trap,
    ownKeys: trap,
    getPrototypeOf: trap,
    getOwnPropertyDescriptor: trap,
    has: trap,
  });

/** An object with a property that throws when it is read. */
export const getter = (name: string): object =>
  Object.defineProperty({}, name, { get: trap, enumerable: true });

/** Calls with these options; request() must not throw. What the callbacks were told, and what the host was. */
export async function call(options: object, host: Host = {}) {
  const { adapter, sent } = serving();
  const errors: unknown[] = [];
  const told: [string, FailResult][] = [];
  const request = createRequest(adapter, { ...host, onCallbackError: error => errors.push(error) });
  for (const name of ['success', 'fail', 'complete']) {
    if (name in options) continue;
    const value = (result: FailResult): unknown => told.push([name, result]);
    Object.defineProperty(options, name, { value });
  }
  loose(request, options);
  assert.equal([told, errors], [[], []]);
  await settled();
  return { told, errors, sent };
}

/** What a trap comes to. */
export const failed = { errMsg: 'request:fail parameter error: a trap', errno: 1001 };

/** A list that has itself. */
export const cyclic: unknown[] = ['a'];
cyclic.push(cyclic);

/** What only calls itself a buffer. */
export const fake = { [Symbol.toStringTag]: 'ArrayBuffer', byteLength: 1e9, length: 3, a: 1 };

/** A buffer that is one no more. */
export const detached = new ArrayBuffer(8);
structuredClone(detached, { transfer: [detached] });

/** A view on such a one. */
export const detachedView = new Uint8Array(new ArrayBuffer(8));
structuredClone(detachedView.buffer, { transfer: [detachedView.buffer] });
