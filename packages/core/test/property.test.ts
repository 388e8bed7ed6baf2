import fc from 'fast-check';
import * as assert from 'uvu/assert';
import { suite } from '../../../scripts/testing/suite.ts';
import type { SuccessResult } from '../src/api.ts';
import { settled } from './support/calls.ts';
import { scenario, type Plan, type Scenario } from './support/scenarios.ts';
import { World } from './support/world.ts';

const seed = Number(process.env['WXREQ_SEED'] ?? 20261122);

async function play({ limit, everyStepATurn, steps }: Scenario): Promise<void> {
  const world = new World(limit);
  const { cases } = world;
  const turn = async (): Promise<void> => {
    await settled();
    world.turn();
  };
  for (const step of steps) {
    const made = 'at' in step ? cases[step.at % Math.max(cases.length, 1)] : undefined;
    if (step.do === 'request') world.start(step.plan);
    else if (step.do === 'adapter') made?.hops.at(-1 - step.back)?.(step.event);
    else if (step.do === 'abort') world.stop(made, 'abort');
    else if (step.do === 'interrupt') world.stop(undefined, 'interrupted');
    if (everyStepATurn || step.do === 'turn') await turn();
  }
  await turn();
  // What never ends is interrupted; reactions may start more.
  for (let round = 0; round < 4; round += 1) {
    world.stop(undefined, 'interrupted');
    await turn();
  }

  for (const { model, told, ending, plan, result } of cases) {
    assert.ok(model.endings.includes(ending), `"${ending}" is none of ${model.endings.join(' | ')}`);
    const hears = plan.enableChunked !== false;
    const expected = model.told.filter(name => hears || name !== 'chunk');
    const isRemoved = Object.values(plan.reactions).includes('remove');
    assert.equal(told.slice(-2), [ending === 'ok' ? 'success' : 'fail', 'complete']);
    if (!isRemoved) assert.equal(told.slice(0, -2), expected);
    if (ending !== 'ok') continue;
    const kept = plan.enableChunked === true ? '' : 'x'.repeat(model.told.length - 1);
    assert.is((result as SuccessResult).data, kept);
  }
  assert.equal(world.wrong, []);
  assert.is(world.reported, world.thrown);

  // No slot was lost: as many as may run do run.
  const quiet: Plan = {
    inSend: [],
    throws: false,
    enableChunked: undefined,
    reactions: {
      head: 'nothing',
      chunk: 'nothing',
      success: 'nothing',
      fail: 'nothing',
      complete: 'nothing',
    },
  };
  const before = cases.length;
  for (let n = 0; n < 5; n += 1) world.start(quiet);
  await turn();
  assert.is(
    cases.slice(before).filter(({ hops }) => hops.length === 1).length,
    Math.min(limit, 5),
    'a slot was lost',
  );
  world.stop(undefined, 'interrupted');
  await turn();
}

const test = suite('core: random adapters and users', { deadlineMs: 60_000 });

test(`every request ends once, in order, and no slot is lost (WXREQ_SEED=${seed})`, async () => {
  await fc.assert(fc.asyncProperty(scenario, play), { seed, numRuns: 1500 });
});

test.run();
