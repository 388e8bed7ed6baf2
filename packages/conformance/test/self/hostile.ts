import type { Adapter, Sink, WireRequest } from '@wxreq/core';
import type { Subject } from '../../src/subject.ts';
import type { World } from './memory-world.ts';
import { onCore } from './judge.ts';
import { memoryAdapter } from './memory-adapter.ts';

/** A subject that is wrong in one way. */
export interface Hostile {
  /** What it does wrong, in words. */
  readonly name: string;
  readonly subject: (world: World) => Subject;
  /** The chapters, clauses or cases to run; default: all. For those that would make every case wait for its deadline. */
  readonly only?: readonly string[];
  /** Cases that must fail. */
  readonly breaks: readonly string[];
  /** Where failures may be, by the beginning of the id: nothing else may fail. Default: `breaks`. */
  readonly within?: readonly string[];
}

/** The perfect adapter with another way to send. */
export function spoilt(
  send: (request: WireRequest, sink: Sink, perfect: Adapter) => ReturnType<Adapter['send']>,
): (world: World) => Subject {
  return world => {
    const perfect = memoryAdapter(world);
    return onCore({ ...perfect, send: (request, sink) => send(request, sink, perfect) });
  };
}

/** The perfect adapter that sends something else than it was told. */
export function sending(change: (request: WireRequest) => Partial<WireRequest>): (world: World) => Subject {
  return spoilt((request, sink, perfect) => perfect.send({ ...request, ...change(request) }, sink));
}

/** Whether these options are such that looking at them changes nothing: an object without getters. */
function isQuiet(options: unknown): options is object {
  return (
    Object(options) === options &&
    Object.values(Object.getOwnPropertyDescriptors(options)).every(one => 'value' in one)
  );
}

/** The perfect `request`, called with other options. */
export function asking(change: (options: object) => object): (world: World) => Subject {
  return world => {
    const { createRequest } = onCore(memoryAdapter(world));
    return {
      createRequest: host => {
        const request = createRequest?.(host);
        return Object.assign(
          (options: object) => request?.(isQuiet(options) ? change(options) : options),
          request,
        );
      },
    };
  };
}
