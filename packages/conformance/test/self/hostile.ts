import type { Adapter, Host, Sink, WireRequest } from '@wxreq/core';
import { createRequest } from '@wxreq/core';
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

/** An adapter made of the perfect one. */
export function remade(change: (perfect: Adapter, world: World) => Adapter): (world: World) => Subject {
  return world => onCore(change(memoryAdapter(world), world));
}

/** The perfect adapter with another way to send. */
export function spoilt(
  send: (request: WireRequest, sink: Sink, perfect: Adapter) => ReturnType<Adapter['send']>,
): (world: World) => Subject {
  return remade(perfect => ({ ...perfect, send: (request, sink) => send(request, sink, perfect) }));
}

/** The perfect adapter that sends something else than it was told. */
export function sending(change: (request: WireRequest) => Partial<WireRequest>): (world: World) => Subject {
  return spoilt((request, sink, perfect) => perfect.send({ ...request, ...change(request) }, sink));
}

/** The perfect adapter that puts something else into the sink; made anew for each exchange. */
export function hearing(change: (sink: Sink) => Partial<Sink>): (world: World) => Subject {
  return spoilt((request, sink, perfect) => perfect.send(request, { ...sink, ...change(sink) }));
}

/** The perfect adapter under other host options. */
export function hosted(change: (host: Host) => Host): (world: World) => Subject {
  return world => {
    const subject = onCore(memoryAdapter(world));
    return { ...subject, createRequest: host => createRequest(memoryAdapter(world), change(host)) };
  };
}
