import type { RequestFunction } from './subject.ts';
import { Mismatch } from './equal.ts';
import { show } from './show.ts';

/** A RequestTask, as far as a stranger's task can be trusted to be one. */
export interface Task {
  abort(): void;
  onHeadersReceived(listener: unknown): void;
  offHeadersReceived(listener?: unknown): void;
  onChunkReceived(listener: unknown): void;
  offChunkReceived(listener?: unknown): void;
}

/** What `success` gets. */
export interface Success {
  readonly data: unknown;
  readonly statusCode: number;
  readonly header: Readonly<Record<string, string>>;
  readonly cookies: readonly string[];
  readonly errMsg: string;
  readonly profile?: Readonly<Record<string, unknown>>;
}

/** What `fail` gets. */
export interface Fail {
  readonly errMsg: string;
  readonly errno?: number;
  readonly cause?: unknown;
}

/** What a listener of `onHeadersReceived` gets. */
export interface HeadersReceived {
  readonly header: Readonly<Record<string, string>>;
  readonly statusCode: number;
  readonly cookies: readonly string[];
}

/** Something that the subject told us about one request. */
export type Event =
  | { readonly name: 'success'; readonly value: Success }
  | { readonly name: 'fail'; readonly value: Fail }
  | { readonly name: 'complete'; readonly value: unknown }
  | { readonly name: 'headersReceived'; readonly value: HeadersReceived }
  | { readonly name: 'chunkReceived'; readonly value: { readonly data: ArrayBuffer } };

/** One call of `request`, with everything that came of it. */
export interface Call {
  /** What `request` returned, where that is a task; a method that it lacks breaks the case that calls it. */
  readonly task: Task;
  /** What `request` returned, whatever it is. */
  readonly returned: unknown;
  /** In the order in which they came. */
  readonly events: readonly Event[];
  /** The names of the events so far; chunks in a row count once. */
  names(): string[];
  /** Resolves as soon as this event has come (again: the `nth` of its name, from 1). */
  when(name: Event['name'], nth?: number): Promise<void>;
}

const methods = ['abort', 'onHeadersReceived', 'offHeadersReceived', 'onChunkReceived', 'offChunkReceived'];

/** Whether it has the five methods of a RequestTask. */
export function isTask(value: unknown): value is Task {
  if (typeof value !== 'object' || value === null) return false;
  return methods.every(name => typeof Reflect.get(value, name) === 'function');
}

/** What was returned, as a task as far as it goes: of a `request` without one everything else can still be judged. */
function toTask(returned: unknown): Task {
  if (isTask(returned)) return returned;
  const method =
    (name: string) =>
    (...args: readonly unknown[]): void => {
      const own: unknown = Reflect.get(Object(returned), name);
      if (typeof own !== 'function')
        throw new Mismatch('what request() returned', `a RequestTask with ${name}`, show(returned));
      Reflect.apply(own, returned, args);
    };
  return {
    abort: method('abort'),
    onHeadersReceived: method('onHeadersReceived'),
    offHeadersReceived: method('offHeadersReceived'),
    onChunkReceived: method('onChunkReceived'),
    offChunkReceived: method('offChunkReceived'),
  };
}

/** An implementation may return a promise-like task and reject it; the callbacks are what counts. */
function calm(value: unknown): void {
  if (value instanceof Promise) value.catch(() => undefined);
}

/** Calls `request` and records what it says; with `listen`, headers and chunks as well. The caller's own callbacks run too. */
export function record(
  request: RequestFunction,
  options: Readonly<Record<string, unknown>>,
  listen: boolean,
): Call {
  const events: Event[] = [];
  const waiting: { name: string; nth: number; tell: () => void }[] = [];
  const count = (name: string): number => events.filter(event => event.name === name).length;
  const add = (event: Event): void => {
    events.push(event);
    const own = options[event.name];
    for (const one of waiting.filter(w => w.name === event.name && count(w.name) >= w.nth)) one.tell();
    if (typeof own === 'function') Reflect.apply(own, undefined, [event.value]);
  };
  const returned = request({
    ...options,
    success: (value: Success) => {
      add({ name: 'success', value });
    },
    fail: (value: Fail) => {
      add({ name: 'fail', value });
    },
    complete: (value: unknown) => {
      add({ name: 'complete', value });
    },
  });
  calm(returned);
  const task = toTask(returned);
  if (listen) {
    task.onHeadersReceived((value: HeadersReceived) => {
      add({ name: 'headersReceived', value });
    });
    task.onChunkReceived((value: { data: ArrayBuffer }) => {
      add({ name: 'chunkReceived', value });
    });
  }
  return {
    task,
    returned,
    events,
    names: () =>
      events
        .map(event => event.name)
        .filter((name, i, all) => name !== 'chunkReceived' || all[i - 1] !== name),
    when: (name, nth = 1) =>
      count(name) >= nth
        ? Promise.resolve()
        : new Promise(tell => {
            waiting.push({ name, nth, tell });
          }),
  };
}
