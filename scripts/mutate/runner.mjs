/**
 * Stryker's way to our tests. All of them are in one process; a mutant is switched on by a global, and only the tests that
 * reach it run, the fast ones first. A mutant of what runs at import gets a fresh copy of everything.
 */
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** Where the bundle is, from the top folder: beside the tests, whose data it reads. */
export const bundle = 'packages/core/test/.mutate.mjs';

const timesFile = 'node-times.json';
const shortestDeadlineMs = 2000;

// What a test that is cut off may leave replaced.
const { setTimeout: startTimer, clearTimeout: stopTimer } = globalThis;
const kept = [globalThis, Date, console].map(owner => [owner, Object.getOwnPropertyDescriptors(owner)]);

function restore() {
  for (const [owner, before] of kept) {
    for (const key of Reflect.ownKeys(owner))
      if (!(key in before) && key !== '__stryker__') Reflect.deleteProperty(owner, key);
    for (const [key, descriptor] of Object.entries(before)) {
      const { value, get } = Object.getOwnPropertyDescriptor(owner, key) ?? {};
      if (!Object.is(value, descriptor.value) || get !== descriptor.get)
        Reflect.defineProperty(owner, key, descriptor);
    }
  }
}

class Late extends Error {}

async function inTime(run, ms) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = startTimer(() => reject(new Late(`not done after ${ms} ms`)), ms);
  });
  try {
    await Promise.race([run(), late]);
  } finally {
    stopTimer(timer);
  }
}

/** What is thrown where nobody catches it, while a test runs. */
const strays = [];

function listenForStrays() {
  for (const event of ['uncaughtException', 'unhandledRejection']) {
    let usual = 0;
    process.on(event, thrown => {
      // A test that listens by itself expects it.
      if (process.listenerCount(event) <= usual) strays.push(thrown);
    });
    usual = process.listenerCount(event);
  }
}

class Runner {
  #copies = 0;
  #loaded;
  #stale = false;
  #times = {};
  #mutants = (globalThis.__stryker__ ??= {});

  capabilities() {
    return { reloadEnvironment: true };
  }

  async init() {
    listenForStrays();
  }

  async #load(again) {
    if (this.#loaded !== undefined && !again && !this.#stale) return;
    await this.#loaded?.close();
    const { href } = pathToFileURL(path.resolve(bundle));
    this.#loaded = await import(`${href}?${(this.#copies += 1)}`);
    this.#stale = false;
  }

  /** What the test throws, or undefined. */
  async #failureOf(test, deadlineMs) {
    this.#mutants.currentTestId = test.id;
    strays.length = 0;
    try {
      await inTime(test.run, deadlineMs);
      await new Promise(resolve => setImmediate(resolve));
      return strays[0];
    } catch (thrown) {
      return thrown ?? new Error('nothing was thrown, and yet something');
    } finally {
      this.#mutants.currentTestId = undefined;
    }
  }

  async dryRun() {
    const coverage = (this.#mutants.mutantCoverage = { static: {}, perTest: {} });
    this.#mutants.activeMutant = undefined;
    await this.#load(true);
    const tests = [];
    for (const test of this.#loaded.tests) {
      const start = performance.now();
      const thrown = await this.#failureOf(test, 60_000);
      const timeSpentMs = (this.#times[test.id] = performance.now() - start);
      const failureMessage = thrown && String(thrown.stack ?? thrown);
      tests.push({ id: test.id, name: test.id, timeSpentMs, status: thrown ? 1 : 0, failureMessage });
    }
    fs.writeFileSync(timesFile, JSON.stringify(this.#times));
    return { status: 'complete', tests, mutantCoverage: coverage };
  }

  async mutantRun({ activeMutant, testFilter, hitLimit, reloadEnvironment, mutantActivation }) {
    Object.assign(this.#mutants, { activeMutant: undefined, hitCount: hitLimit && 0, hitLimit });
    if (mutantActivation === 'static') this.#mutants.activeMutant = activeMutant.id;
    try {
      await this.#load(reloadEnvironment);
    } catch (error) {
      return this.#killed('at import', error, 0);
    }
    this.#mutants.activeMutant = activeMutant.id;
    const times = JSON.parse(fs.readFileSync(timesFile, 'utf8'));
    const wanted = testFilter && new Set(testFilter);
    const tests = this.#loaded.tests
      .filter(test => !wanted || wanted.has(test.id))
      .sort((one, other) => times[one.id] - times[other.id]);
    let count = 0;
    for (const test of tests) {
      count += 1;
      const thrown = await this.#failureOf(test, Math.max(shortestDeadlineMs, 20 * times[test.id]));
      if (thrown === undefined) continue;
      restore();
      return this.#killed(test.id, thrown, count);
    }
    return { status: 'survived', nrOfTests: count };
  }

  #killed(id, thrown, nrOfTests) {
    this.#mutants.activeMutant = undefined;
    // What was cut off may go on, and a copy that failed half-way may be in any state.
    this.#stale = thrown instanceof Late || nrOfTests === 0;
    if (thrown instanceof Late) return { status: 'timeout', reason: `${id}: ${thrown.message}` };
    return { status: 'killed', killedBy: [id], failureMessage: String(thrown?.message ?? thrown), nrOfTests };
  }
}

/** What Stryker looks for. */
export const strykerPlugins = [{ kind: 'TestRunner', name: 'wxreq', injectableClass: Runner }];
