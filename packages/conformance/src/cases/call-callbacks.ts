import type { Case } from '../case.ts';
import type { Fail, Success } from '../call.ts';
import { host } from '../needs.ts';

const pair =
  '`success(res)` or `fail(err)`, exactly one of them, exactly once; then `complete` with the **same object**, in the same turn.';
const optional = 'Each is optional; a non-function is ignored.';
const fresh = 'The object is fresh, plain and extensible.';

/** Wrong in every runtime: a page would resolve a mere name against its own address. */
const badUrl = 'http://';

/** SPEC §1: which callbacks run, in which order, and with what. */
export const callCallbacks: readonly Case[] = [
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
    id: 'call/callbacks/fail-then-complete-for-a-wrong-call',
    source: 'T',
    quote: pair,
    run: async t => {
      const call = t.call({ url: badUrl });
      const err = await t.failed(call);
      await t.fence();
      t.equal(call.names(), ['fail', 'complete'], 'the callbacks');
      t.equal(call.events[1]?.value === err, true, 'whether complete got the same object');
    },
  },
  ...(['success', 'fail'] as const).map((name): Case => ({
    id: `call/callbacks/complete-in-the-turn-of-${name}`,
    source: 'O',
    quote: pair,
    run: async t => {
      const order: string[] = [];
      const callback = (): void => {
        order.push(name);
        void Promise.resolve().then(() => order.push('a turn later'));
      };
      const url = name === 'success' ? t.url() : badUrl;
      await t.call({ url, [name]: callback, complete: () => order.push('complete') }).when('complete');
      t.equal(order.slice(0, 2), [name, 'complete'], 'what ran first');
    },
  })),
  {
    id: 'call/callbacks/none-is-needed',
    source: 'T',
    quote: optional,
    run: async t => {
      t.request()({ url: t.url() });
      t.equal((await t.seen(1)).length, 1, 'the number of requests that reached the server');
    },
  },
  {
    id: 'call/callbacks/success-alone',
    source: 'T',
    quote: optional,
    run: async t => {
      const res = await new Promise<Success>(success => {
        t.request()({ url: t.url(), success });
      });
      t.equal(res.statusCode, 200, 'statusCode');
    },
  },
  {
    id: 'call/callbacks/fail-alone',
    source: 'T',
    quote: optional,
    run: async t => {
      const err = await new Promise<Fail>(fail => {
        t.request()({ url: badUrl, fail });
      });
      t.ok(err.errMsg.startsWith('request:fail '), 'errMsg', 'request:fail …', err.errMsg);
    },
  },
  {
    id: 'call/callbacks/complete-alone',
    source: 'T',
    quote: optional,
    run: async t => {
      const request = t.request();
      for (const url of [t.url(), badUrl]) {
        await new Promise(complete => {
          request({ url, complete });
        });
      }
    },
  },
  {
    id: 'call/callbacks/non-functions-are-ignored',
    source: 'T',
    quote: optional,
    run: async t => {
      const request = t.request();
      await new Promise(complete => {
        request({ url: t.url(), success: 'x', fail: 1, complete });
      });
      await new Promise(complete => {
        request({ url: badUrl, success: {}, fail: {}, complete });
      });
      await new Promise(success => {
        request({ url: t.url(), success, fail: true, complete: null });
      });
    },
  },
  {
    id: 'call/callbacks/non-functions-are-no-errors',
    source: 'T',
    quote: optional,
    needs: [host],
    run: async t => {
      const errors: unknown[] = [];
      const request = t.request({ onCallbackError: (error: unknown) => errors.push(error) });
      await new Promise(complete => {
        request({ url: t.url(), success: 'x', complete });
      });
      request({ url: badUrl, fail: 1, complete: {} });
      await t.fence();
      t.equal(errors, [], 'what onCallbackError was told');
    },
  },
  {
    id: 'call/callbacks/fresh-result',
    source: 'O',
    quote: fresh,
    run: async t => {
      const url = t.url();
      const [first, second] = [await t.success({ url }), await t.success({ url })];
      t.equal(first === second, false, 'whether two calls got one object');
      t.equal(Object.getPrototypeOf(first) === Object.prototype, true, 'whether it is plain');
      t.equal(Object.isExtensible(first), true, 'whether it is extensible');
    },
  },
  {
    id: 'call/callbacks/fresh-failure',
    source: 'O',
    quote: fresh,
    run: async t => {
      const [first, second] = [await t.fail({ url: badUrl }), await t.fail({ url: badUrl })];
      t.equal(first === second, false, 'whether two calls got one object');
      t.equal(Object.getPrototypeOf(first) === Object.prototype, true, 'whether it is plain');
      t.equal(Object.isExtensible(first), true, 'whether it is extensible');
    },
  },
];
