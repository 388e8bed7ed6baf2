import type { Adapter, Host, RequestTask } from '@wxreq/core';
import { createRequest } from '@wxreq/core';
import type { Subject } from '../../src/subject.ts';
import type { World } from './memory-world.ts';
import { memoryAdapter } from './memory-adapter.ts';
import { onCore } from './judge.ts';

/** A `wx.request` that takes whatever it is given. */
export type Ask = { request(options: object): RequestTask }['request'];

/** What a request tells. */
export type Name = 'success' | 'fail' | 'complete';

/** Tells the developer something, if a callback of that name was given. */
export type Tell = (name: Name, value: object) => void;

/** One of the options, whatever they are. */
export function option(options: object, key: string): unknown {
  return Reflect.get(options, key);
}

/** The options with some of them changed, and everything else as it was, inherited ones too. */
export function changed(options: object, changes: object): object {
  return Object.assign(Object.create(Object.getPrototypeOf(options)), options, changes);
}

/** Whether these options are such that looking at them changes nothing: an object without getters. */
function isQuiet(options: unknown): options is object {
  return (
    typeof options === 'object' &&
    options !== null &&
    !Array.isArray(options) &&
    Object.values(Object.getOwnPropertyDescriptors(options)).every(one => 'value' in one)
  );
}

/** The perfect `request`, with something done around each call. */
export function around(
  call: (request: Ask, options: object, host: Host) => unknown,
  adapterOf: (world: World) => Adapter = memoryAdapter,
): (world: World) => Subject {
  return world => {
    const adapter = adapterOf(world);
    return {
      ...onCore(adapter),
      createRequest: host => {
        const request = createRequest(adapter, host);
        const ask: Ask = request;
        return Object.assign(
          (options: object) => (isQuiet(options) ? call(ask, options, host) : ask(options)),
          request,
        );
      },
    };
  };
}

/** The perfect `request`, called with other options. */
export function asking(change: (options: object) => object): (world: World) => Subject {
  return around((request, options) => request(change(options)));
}

/** Tells the callbacks of these options. */
export function teller(options: object): Tell {
  const callbacks: Readonly<Record<Name, unknown>> = {
    success: option(options, 'success'),
    fail: option(options, 'fail'),
    complete: option(options, 'complete'),
  };
  return (name, value) => {
    const callback = callbacks[name];
    if (typeof callback === 'function') Reflect.apply(callback, undefined, [value]);
  };
}

/** Options whose callbacks lead to `hear`. */
export function heard(options: object, hear: Tell): object {
  const to = (name: Name) => (value: object) => {
    hear(name, value);
  };
  return changed(options, { success: to('success'), fail: to('fail'), complete: to('complete') });
}

/** The perfect `request` between which and the callbacks somebody stands; `change` is called for each request. */
export function telling(change: (tell: Tell, options: object) => Tell): (world: World) => Subject {
  return around((request, options) => request(heard(options, change(teller(options), options))));
}

/** The perfect `request` with another success; `change` gives what to tell in place of it, by name. */
export function succeeding(change: (result: object, options: object) => object): (world: World) => Subject {
  return telling((tell, options) => {
    let told: object | undefined;
    return (name, value) => {
      if (name === 'success') told = change(value, options);
      tell(name, told ?? value);
    };
  });
}

/** The perfect `request` with another failure object. */
export function failing(change: (failure: object) => object): (world: World) => Subject {
  return telling(tell => {
    let told: object | undefined;
    return (name, value) => {
      if (name === 'fail') told = change(value);
      tell(name, told ?? value);
    };
  });
}

/** The perfect `request` with some of the task's methods replaced. */
export function tasking(change: (task: RequestTask, options: object) => object): (world: World) => Subject {
  return around((request, options) => {
    const task = request(options);
    return { ...task, ...change(task, options) };
  });
}
