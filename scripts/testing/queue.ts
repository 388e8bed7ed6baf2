import { plain, registry, toError } from './registry.ts';
import type { Failure } from './registry.ts';

/** How the tests of one file went. Good only if `failures` is empty. */
export interface Report {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly failures: readonly Failure[];
}

type Run = () => Promise<[errors: unknown, ran: number, skipped: number, total: number]>;

declare global {
  // These three are uvu's own protocol between a test file and whoever runs it.
  var UVU_DEFER: number;
  var UVU_QUEUE: [name: string | null, ...runs: Run[]][];
  var UVU_INDEX: number;
}

// uvu must find this when it is loaded, else it starts by itself; so this module comes before any test file.
globalThis.UVU_DEFER = 1;
globalThis.UVU_QUEUE = [[null]];
globalThis.UVU_INDEX = 0;

/**
 * Loads one test file and runs its suites one after the other. Works in any runtime: it needs promises and timers.
 * Nothing that goes wrong is lost: a file that does not load, has no suite, an empty suite or forgets `run()` fails.
 */
export async function runFile(file: string, load: () => Promise<unknown>): Promise<Report> {
  const group: (typeof UVU_QUEUE)[number] = [file];
  globalThis.UVU_QUEUE = [group];
  registry.suites = [];
  registry.failures = [];
  const houseFailures: Failure[] = [];
  const blame = (suite: string, error: Error): unknown => houseFailures.push({ suite, error });

  try {
    await load();
  } catch (thrown) {
    blame(file, toError(thrown));
  }
  if (registry.suites.length === 0 && houseFailures.length === 0) {
    blame(file, plain('the file registers no suite'));
  }
  for (const { name, waiting, total } of registry.suites) {
    if (total === 0) blame(name, plain('the suite has no test'));
    if (waiting > 0) blame(name, plain(`run() was forgotten: ${String(waiting)} tests never ran`));
  }

  let passed = 0;
  let skipped = 0;
  let failed = 0;
  for (const run of group.slice(1)) {
    if (typeof run !== 'function') continue;
    const before = registry.failures.length;
    const [, ran, skips, total] = await run();
    passed += ran;
    skipped += skips;
    failed += total - ran;
    // All tests passed, and yet something threw: an `after` hook.
    if (ran === total && registry.failures.length > before) failed += 1;
    if (ran !== total && registry.failures.length === before) blame(file, plain('not every test ran'));
  }
  const failures = [...registry.failures, ...houseFailures];
  return { passed, skipped, failed: failed + houseFailures.length, failures };
}
