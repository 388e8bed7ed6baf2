import { createRequest } from '../../packages/node/dist/index.js';
import { holds, judge } from './judge.mjs';
import { printClaim, printClosing, printOpening, printScene, timeline } from './page.mjs';
import { routes as teaHouse } from './routes.mjs';
import { failing } from './scenes/failing.mjs';
import { receiving } from './scenes/receiving.mjs';
import { sending } from './scenes/sending.mjs';
import { openTeaHouse } from './server.mjs';
import { print } from './terminal.mjs';
import { watch } from './watch.mjs';

/**
 * @typedef {object} Scene
 * @property {string} title
 * @property {string} tale  one sentence
 * @property {string} clauses  of SPEC.md
 * @property {(stage: any) => void} code  run, and printed as it stands
 * @property {string} [awaits]  the bell that ends it, after its requests have ended
 * @property {boolean} [isDrawn]  chunks are drawn: they need no line of their own
 * @property {(after: After) => import('./judge.mjs').Expected} expect
 */

/**
 * @typedef {object} After  what a scene knows when it is over
 * @property {import('./watch.mjs').Call[]} calls
 * @property {import('./server.mjs').Seen[]} saw
 * @property {(bell: string) => number} rung  when a bell has rung; NaN where it has not
 */

const scenes = [...sending, ...receiving, ...failing];
const deadlineMs = 10_000;

/**
 * Tells all scenes, and whether everything was as SPEC.md says. `routes`: another server's.
 * @param {{ routes?: typeof teaHouse }} [options]
 */
export async function tellStory({ routes = teaHouse } = {}) {
  const start = performance.now();
  const house = await openTeaHouse(routes);
  const request = createRequest({ ca: house.ca });
  const totals = { scenes: scenes.length, passed: 0, failed: 0, badScenes: 0 };
  printOpening(house.at);
  for (const [index, scene] of scenes.entries()) {
    printScene(index + 1, scene);
    const claims = await play(scene, house, request);
    print();
    claims.forEach(claim => printClaim(claim, holds(claim)));
    const failed = claims.filter(claim => !holds(claim)).length;
    totals.passed += claims.length - failed;
    totals.failed += failed;
    totals.badScenes += failed > 0 ? 1 : 0;
  }
  await house.close();
  await request.close();
  printClosing(totals, performance.now() - start);
  return totals.failed === 0;
}

/** Runs a scene's code, prints its events as they come, and compares when it is over. */
async function play(scene, { at, bells, pins, takeSeen }, request) {
  const { note, draw, say } = timeline(scene);
  const watched = watch(request, note);
  bells.reset();
  scene.code({ ...at, request: watched.request, pins, draw, say, pour: () => bells.ring('pour') });
  const isOver = await isDone(
    deadlineMs,
    over(watched.calls, scene.awaits && (() => bells.wait(scene.awaits))),
  );
  const saw = takeSeen();
  const expected = scene.expect({ calls: watched.calls, saw, rung: bells.timeOf });
  const late = { about: 'end', text: `came within ${deadlineMs / 1000} s`, actual: isOver, expected: true };
  return [...(isOver ? [] : [late]), ...judge(expected, watched.calls, saw)];
}

/** @param {import('./watch.mjs').Call[]} calls */
async function over(calls, last) {
  // A request may start another one before it ends.
  for (const call of calls) await call.ended;
  await last?.();
}

/** Whether it is done in time. */
async function isDone(ms, promise) {
  let timer;
  const late = new Promise(resolve => (timer = setTimeout(resolve, ms, false)));
  const isInTime = await Promise.race([promise.then(() => true), late]);
  clearTimeout(timer);
  return isInTime;
}
