import type { Case } from '../case.ts';

const pair =
  '`success(res)` or `fail(err)`, exactly one of them, exactly once; then `complete` with the **same object**, in the same turn.';
const later = 'Nothing fires before `request()` has returned.';
const snapshot = "changing them later (an ArrayBuffer's bytes too) changes nothing";

const task: readonly Case[] = [
  {
    id: 'call/returns-task/at-once-with-five-methods',
    source: 'T',
    quote: '`request(options)` returns a RequestTask at once, always, with its five methods.',
    run: async t => {
      const call = t.call({ url: t.url() });
      t.equal(call.names(), [], 'what had fired when request() returned');
      await t.succeeded(call);
    },
  },
  {
    id: 'call/returns-task/also-for-wrong-options',
    source: 'D',
    quote: '`request(options)` returns a RequestTask at once, always, with its five methods.',
    run: async t => {
      await t.failed(t.call({ url: 'nowhere' }));
      await t.failed(t.call({ url: 12 }));
    },
  },
  {
    id: 'call/returns-task/no-then',
    source: 'D',
    quote: 'It has no `then`: a thenable would be unwrapped by `await` and the task lost.',
    run: async t => {
      const call = t.call({ url: t.url() });
      t.equal('then' in call.task, false, 'whether the task has a then');
      await t.succeeded(call);
    },
  },
];

const callbacks: readonly Case[] = [
  {
    id: 'call/callbacks/success-then-complete',
    source: 'T',
    quote: pair,
    run: async t => {
      const call = t.call({ url: t.url() });
      const res = await t.succeeded(call);
      await t.fence();
      t.equal(call.names(), ['success', 'complete'], 'the callbacks');
      t.equal(call.events[1]?.value === res, true, 'whether complete got the same object');
    },
  },
  {
    id: 'call/callbacks/fail-then-complete',
    source: 'T',
    quote: pair,
    run: async t => {
      const call = t.call({ url: t.url('/', t.server.refused) });
      const err = await t.failed(call);
      await t.fence();
      t.equal(call.names(), ['fail', 'complete'], 'the callbacks');
      t.equal(call.events[1]?.value === err, true, 'whether complete got the same object');
    },
  },
  {
    id: 'call/callbacks/same-turn',
    source: 'O',
    quote: pair,
    run: async t => {
      const order: string[] = [];
      const success = (): void => {
        order.push('success');
        void Promise.resolve().then(() => order.push('a turn later'));
      };
      await t.success({ url: t.url(), success, complete: () => order.push('complete') });
      t.equal(order.slice(0, 2), ['success', 'complete'], 'what ran first');
    },
  },
  {
    id: 'call/callbacks/non-functions-are-ignored',
    source: 'T',
    quote: 'Each is optional; a non-function is ignored.',
    run: async t => {
      await t.success({ url: t.url(), success: 'x', fail: 1, complete: null });
      await t.success({ url: t.url() });
    },
  },
  {
    id: 'call/callbacks/fresh-object',
    source: 'O',
    quote: 'The object is fresh, plain and extensible.',
    run: async t => {
      const url = t.url();
      const [first, second] = [await t.success({ url }), await t.success({ url })];
      t.equal(first === second, false, 'whether two calls got one object');
      t.equal(Object.getPrototypeOf(first) === Object.prototype, true, 'whether it is plain');
      t.equal(Object.isExtensible(first), true, 'whether it is extensible');
    },
  },
  {
    id: 'call/later/a-failure-found-at-the-call',
    source: 'D',
    quote: later,
    run: async t => {
      const call = t.call({ url: 'nowhere' });
      t.equal(call.names(), [], 'what had fired when request() returned');
      await t.failed(call);
    },
  },
];

const snapshots: readonly Case[] = [
  {
    id: 'call/snapshot/data-changed-later',
    source: 'O',
    quote: snapshot,
    run: async t => {
      const data = { a: 1 };
      const call = t.call({ url: t.url(), method: 'POST', data });
      data.a = 2;
      await t.succeeded(call);
      t.equal((await t.arrived()).text, '{"a":1}', 'the body that the server saw');
    },
  },
  {
    id: 'call/snapshot/bytes-changed-later',
    source: 'D',
    quote: snapshot,
    run: async t => {
      const data = new Uint8Array([1, 2]);
      const call = t.call({ url: t.url(), method: 'POST', data: data.buffer });
      data.fill(9);
      await t.succeeded(call);
      t.equal((await t.arrived()).body, '0102', 'the body that the server saw, in hex');
    },
  },
  {
    id: 'call/snapshot/header-changed-later',
    source: 'O',
    quote: snapshot,
    run: async t => {
      const header: Record<string, string> = { 'x-a': '1' };
      const call = t.call({ url: t.url(), header });
      header['x-a'] = '2';
      await t.succeeded(call);
      const seen = (await t.arrived()).headers.filter(([name]) => name.toLowerCase() === 'x-a');
      t.equal(
        seen.map(([, value]) => value),
        ['1'],
        'the header x-a that the server saw',
      );
    },
  },
  {
    id: 'call/snapshot/nothing-is-mutated',
    source: 'D',
    quote: "The caller's objects are never mutated",
    run: async t => {
      const data = Object.freeze({ a: 1 });
      const header = Object.freeze({ 'X-A': '1' });
      await t.success(Object.freeze({ url: t.url(), data, header }));
      t.equal({ data, header }, { data: { a: 1 }, header: { 'X-A': '1' } }, "the caller's objects");
    },
  },
  {
    id: 'call/snapshot/unknown-options',
    source: 'O',
    quote: 'Unknown options are ignored.',
    run: async t => {
      await t.success({ url: t.url(), whatever: 1, credentials: 'include' });
    },
  },
];

/** SPEC §1: what a call gives, when its callbacks come, and what it takes from its options. */
export const call: readonly Case[] = [...task, ...callbacks, ...snapshots];
