import { AsyncLocalStorage } from 'node:async_hooks';
import { createRequest } from '@wxreq/core';
import type { Adapter } from '@wxreq/core';
import type { Result } from '../../src/result.ts';
import type { RunOptions } from '../../src/run.ts';
import { runCases } from '../../src/run.ts';
import type { Subject } from '../../src/subject.ts';
import type { World } from './memory-world.ts';
import { createWorld } from './memory-world.ts';

const context = new AsyncLocalStorage<string>();
const asyncContext = {
  run: <R>(value: string, callback: () => R) => context.run(value, callback),
  getStore: () => context.getStore(),
};

/** An adapter on our core as a subject. */
export function onCore(adapter: Adapter): Subject {
  return { adapter, asyncContext, createRequest: host => createRequest(adapter, host) };
}

/** Judges what `make` makes of a world of its own. */
export async function judged(
  make: (world: World) => Subject,
  options: Partial<RunOptions> = {},
): Promise<readonly Result[]> {
  const world = createWorld();
  const results: Result[] = [];
  const all = { server: world.address, ask: world.ask, deadlineMs: 500, ...options };
  for await (const result of runCases(make(world), all)) results.push(result);
  return results;
}
