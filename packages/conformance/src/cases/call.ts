import type { Call } from '../call.ts';
import type { Case } from '../case.ts';
import type { Tools } from '../tools.ts';
import { isTask } from '../call.ts';
import { host, queue } from '../needs.ts';

const atOnce = '`request(options)` returns a RequestTask at once, always, with its five methods.';
const nothingBefore = 'Nothing fires before `request()` has returned.';
const byMicrotask =
  'failures found at the call, and the abort of a queued request, come by microtask, so they come even when nothing else keeps the process alive.';

/** Wrong in every runtime: a page would resolve a mere name against its own address. */
const badUrl = 'http://';

function hasTask(t: Tools, { returned }: Call): void {
  t.ok(isTask(returned), 'what request() returned', 'a RequestTask with its five methods', returned);
}

const task: readonly Case[] = [
  {
    id: 'call/returns-task/at-once-with-five-methods',
    source: 'T',
    quote: atOnce,
    run: async t => {
      const call = t.call({ url: t.url() });
      t.equal(call.names(), [], 'what had fired when request() returned');
      hasTask(t, call);
      await t.succeeded(call);
    },
  },
  {
    id: 'call/returns-task/also-for-a-wrong-url',
    source: 'D',
    quote: atOnce,
    run: async t => {
      const call = t.call({ url: badUrl });
      hasTask(t, call);
      await t.failed(call);
    },
  },
  {
    id: 'call/returns-task/also-for-no-url',
    source: 'D',
    quote: atOnce,
    run: async t => {
      const call = t.call({});
      hasTask(t, call);
      await t.failed(call);
    },
  },
  {
    id: 'call/returns-task/no-then',
    source: 'D',
    quote: 'It has no `then`: a thenable would be unwrapped by `await` and the task lost.',
    run: async t => {
      const call = t.call({ url: t.url() });
      const { returned } = call;
      t.equal('then' in Object(returned), false, 'whether what request() returned has a then');
      await t.succeeded(call);
    },
  },
];

/** What is found at the call, whatever it is, is told later. */
function toldLater(id: string, options: Readonly<Record<string, unknown>>): Case {
  return {
    id: `call/later/${id}`,
    source: 'D',
    quote: nothingBefore,
    run: async t => {
      const call = t.call({ url: t.url(), ...options });
      t.equal(call.names(), [], 'what had fired when request() returned');
      await t.failed(call);
    },
  };
}

const later: readonly Case[] = [
  {
    id: 'call/later/a-failure-found-at-the-call',
    source: 'D',
    quote: nothingBefore,
    run: async t => {
      const call = t.call({ url: badUrl });
      t.equal(call.names(), [], 'what had fired when request() returned');
      await t.failed(call);
    },
  },
  toldLater('a-url-of-another-type', { url: 1 }),
  toldLater('a-wrong-method', { method: 'BREW' }),
  toldLater('a-wrong-header', { header: { 'x-a': 'a\nb' } }),
  toldLater('data-that-cannot-be-sent', { method: 'POST', data: () => undefined }),
  toldLater('wrong-certs', { certs: ['sha256/short'] }),
  {
    id: 'call/later/but-before-any-timer',
    source: 'D',
    quote: byMicrotask,
    run: async t => {
      const order: string[] = [];
      const timer = new Promise<void>(resolve => {
        setTimeout(() => {
          order.push('timer');
          resolve();
        }, 0);
      });
      await t.fail({ url: badUrl, fail: () => order.push('fail') });
      await timer;
      t.equal(order, ['fail', 'timer'], 'the order of fail and a timer set before the call');
    },
  },
  {
    id: 'call/later/abort-of-a-queued-request',
    source: 'D',
    quote: byMicrotask,
    needs: [host, queue],
    run: async t => {
      const request = t.host({ maxConcurrent: 1 });
      const first = request({ url: t.play([{ wait: 'first' }, { head: 200 }]) });
      const queued = request({ url: t.url('/queued') });
      await t.seen(1);
      const order: string[] = [];
      const timer = new Promise<void>(resolve => {
        setTimeout(() => {
          order.push('timer');
          resolve();
        }, 0);
      });
      queued.task.abort();
      t.equal(queued.names(), [], 'what had fired when abort() returned');
      await queued.when('complete').then(() => order.push('complete'));
      await timer;
      t.equal(order, ['complete', 'timer'], 'the order of complete and a timer set before the abort');
      await t.go('first');
      await t.succeeded(first);
    },
  },
];

/** SPEC §1: what a call gives at once, and what comes later. */
export const call: readonly Case[] = [...task, ...later];
