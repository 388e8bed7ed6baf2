import { cases } from '../../packages/conformance/src/cases/index.ts';
import { explain, isBad } from '../../packages/conformance/src/result.ts';
import { prepare } from '../../packages/conformance/src/run.ts';
import { onCore } from '../../packages/conformance/test/self/judge.ts';
import { memoryAdapter } from '../../packages/conformance/test/self/memory-adapter.ts';
import { createWorld } from '../../packages/conformance/test/self/memory-world.ts';
import { poorAdapter } from '../../packages/conformance/test/self/poor-adapter.ts';
import { add } from './collect.ts';

// The suite, over an adapter that can do everything and over one that can do little; every case in a world of its own.
for (const [name, adapter] of Object.entries({ perfect: memoryAdapter, poor: poorAdapter })) {
  const subject = () => {
    const world = createWorld();
    return {
      on: onCore(adapter(world)),
      options: { server: world.address, ask: world.ask, deadlineMs: 1000 },
    };
  };
  const { on, options } = subject();
  for (const { case: one, unmet } of prepare(on, options).planned) {
    if (unmet !== undefined) continue;
    add(`${name} › ${one.id}`, async () => {
      const { on, options } = subject();
      const { planned, attempt } = prepare(on, { ...options, cases: [one] });
      for (const each of planned) {
        const result = await attempt(each);
        if (isBad(result)) throw new Error(explain(result));
      }
    });
  }
}
if (cases.length === 0) throw new Error('there is no case');
