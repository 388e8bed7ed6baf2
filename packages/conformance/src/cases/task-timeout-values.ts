import type { Case } from '../case.ts';
import { host } from '../needs.ts';
import { silent, times, timesOut } from './timing.ts';

const whole = '`timeout` ms, from leaving the queue to the last byte, over all redirects.';
const fallback = 'Not a number, 0, negative, NaN → host `timeout`, default 60000';

const odd: readonly (readonly [string, unknown])[] = [
  ['zero', 0],
  ['negative', -1],
  ['nan', NaN],
  ['a-string', '9'],
  ['null', null],
];

/** SPEC §4: how long a request may take. */
export const taskTimeoutValues: readonly Case[] = [
  ...odd.map(([name, timeout]): Case => ({
    id: `task/timeout/${name}-is-the-hosts`,
    source: 'D',
    quote: fallback,
    needs: [host],
    run: async t => {
      const call = t.call({ url: t.play(silent), timeout }, { timeout: 120 });
      await timesOut(t, { url: t.play(silent), timeout: 30 });
      t.equal(call.names(), [], 'what had fired when another request had timed out after 30 ms');
      t.failsWith(await t.failed(call), 'request:fail timeout', 5);
    },
  })),
  times('none-is-the-hosts', 'W', fallback, silent, {}, { timeout: 60 }),
  times(
    'at-most-the-hosts-cap',
    'D',
    'Host `maxTimeout` caps (default none).',
    silent,
    { timeout: 9000 },
    {
      maxTimeout: 60,
    },
  ),
  times(
    'the-hosts-default-is-capped-too',
    'D',
    'Host `maxTimeout` caps (default none).',
    silent,
    {},
    {
      maxTimeout: 60,
    },
  ),
  {
    id: 'task/timeout/its-own-is-shorter-than-the-hosts',
    source: 'W',
    quote: whole,
    needs: [host],
    run: t => timesOut(t, { url: t.play(silent), timeout: 60 }, { timeout: 9000, maxTimeout: 9000 }),
  },
  ...[2147483648, 1e15, Infinity].map((timeout): Case => ({
    id: `task/timeout/${String(timeout).toLowerCase()}-is-long`,
    source: 'D',
    quote: 'beyond 2147483647 counts as that',
    run: async t => {
      const call = t.call({ url: t.play([{ wait: 'go' }, { head: 200 }]), timeout });
      await t.seen(1);
      await t.fence();
      t.equal(call.names(), [], 'what had fired before the server answered');
      await t.go('go');
      await t.succeeded(call);
    },
  })),
];
