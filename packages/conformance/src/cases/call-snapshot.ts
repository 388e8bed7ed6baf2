import type { Case } from '../case.ts';
import type { Tools } from '../tools.ts';
import { seenHeader } from '../address.ts';
import { host, queue } from '../needs.ts';

const later = "changing them later (an ArrayBuffer's bytes too) changes nothing";
const once = 'Options are read once, at the call; `url`, `data`, `header`, callbacks.';
const untouched = "The caller's objects are never mutated";
const bodySeen = 'the body that the server saw';

/** Calls with options that the case changes right afterwards. */
async function changing(t: Tools, options: Record<string, unknown>, change: () => void): Promise<void> {
  const ended = new Promise(complete => {
    options['complete'] = complete;
    t.request()(options);
  });
  change();
  await ended;
}

/** SPEC §1: what is taken from the options, and when. */
export const callSnapshot: readonly Case[] = [
  {
    id: 'call/snapshot/url-changed-later',
    source: 'O',
    quote: later,
    run: async t => {
      const options: Record<string, unknown> = { url: t.url('/then') };
      await changing(t, options, () => {
        options['url'] = t.url('/now');
      });
      t.equal((await t.arrived()).target, '/then', 'the target that the server saw');
    },
  },
  {
    id: 'call/snapshot/callbacks-changed-later',
    source: 'O',
    quote: later,
    run: async t => {
      const told: string[] = [];
      const options: Record<string, unknown> = { url: t.url(), success: () => told.push('then') };
      await changing(t, options, () => {
        options['success'] = () => told.push('now');
      });
      t.equal(told, ['then'], 'the callbacks that ran');
    },
  },
  {
    id: 'call/snapshot/data-changed-later',
    source: 'O',
    quote: later,
    run: async t => {
      const data = { a: { b: 1 } };
      const call = t.call({ url: t.url(), method: 'POST', data });
      data.a.b = 2;
      await t.succeeded(call);
      t.equal((await t.arrived()).text, '{"a":{"b":1}}', bodySeen);
    },
  },
  {
    id: 'call/snapshot/data-changed-while-queued',
    source: 'D',
    quote: later,
    needs: [host, queue],
    run: async t => {
      const request = t.host({ maxConcurrent: 1 });
      const first = request({ url: t.play([{ wait: 'first' }, { head: 200 }]) });
      const data = { a: 1 };
      const second = request({ url: t.url(), method: 'POST', data });
      await t.seen(1);
      data.a = 2;
      await t.go('first');
      await t.succeeded(first);
      await t.succeeded(second);
      t.equal((await t.seen(2))[1]?.text, '{"a":1}', bodySeen);
    },
  },
  {
    id: 'call/snapshot/bytes-changed-later',
    source: 'D',
    quote: later,
    run: async t => {
      const data = new Uint8Array([1, 2]);
      const call = t.call({ url: t.url(), method: 'POST', data: data.buffer });
      data.fill(9);
      await t.succeeded(call);
      t.equal((await t.arrived()).body, '0102', `${bodySeen}, in hex`);
    },
  },
  {
    id: 'call/snapshot/viewed-bytes-changed-later',
    source: 'D',
    quote: later,
    run: async t => {
      const data = new Uint8Array([1, 2]);
      const call = t.call({ url: t.url(), method: 'POST', data });
      data.fill(9);
      await t.succeeded(call);
      t.equal((await t.arrived()).body, '0102', `${bodySeen}, in hex`);
    },
  },
  {
    id: 'call/snapshot/header-changed-later',
    source: 'O',
    quote: later,
    run: async t => {
      const header: Record<string, string> = { 'x-a': '1' };
      const call = t.call({ url: t.url(), header });
      header['x-a'] = '2';
      await t.succeeded(call);
      t.equal(seenHeader(await t.arrived(), 'x-a'), '1', 'the header x-a that the server saw');
    },
  },
  {
    id: 'call/snapshot/options-are-read-once',
    source: 'D',
    quote: once,
    run: async t => {
      const reads: Record<string, number> = {};
      const values: Record<string, unknown> = { url: t.url(), method: 'POST', data: 'x', header: {} };
      await new Promise(complete => {
        const options = {};
        const callbacks = { success: () => undefined, fail: () => undefined, complete };
        for (const [name, value] of Object.entries({ ...values, ...callbacks })) {
          const get = (): unknown => {
            reads[name] = (reads[name] ?? 0) + 1;
            return value;
          };
          Object.defineProperty(options, name, { enumerable: true, get });
        }
        t.request()(options);
      });
      const expected = { url: 1, method: 1, data: 1, header: 1, success: 1, fail: 1, complete: 1 };
      t.equal(reads, expected, 'how often each option was read');
    },
  },
  {
    id: 'call/snapshot/data-is-written-out-once',
    source: 'D',
    quote: once,
    run: async t => {
      let count = 0;
      const data = { toJSON: () => ({ count: ++count }) };
      await t.success({ url: t.url(), method: 'POST', data });
      t.equal((await t.arrived()).text, '{"count":1}', bodySeen);
      t.equal(count, 1, 'how often data was asked for its JSON');
    },
  },
  {
    id: 'call/snapshot/frozen-objects-will-do',
    source: 'D',
    quote: untouched,
    run: async t => {
      const frozen = { data: Object.freeze({ a: 1 }), header: Object.freeze({ 'X-A': '1' }) };
      await new Promise(success => {
        t.request()(Object.freeze({ url: t.url(), method: 'POST', ...frozen, success }));
      });
      const seen = await t.arrived();
      t.equal([seen.text, seenHeader(seen, 'x-a')], ['{"a":1}', '1'], 'the body and the header that came');
    },
  },
  {
    id: 'call/snapshot/nothing-is-mutated',
    source: 'D',
    quote: untouched,
    run: async t => {
      const url = t.url('/p?x=1#f');
      const options: Record<string, unknown> = {
        url,
        method: 'post',
        header: { 'X-A': 1 },
        data: { b: [1] },
      };
      await new Promise(complete => {
        options['complete'] = complete;
        t.request()(options);
      });
      delete options['complete'];
      t.equal(options, { url, method: 'post', header: { 'X-A': 1 }, data: { b: [1] } }, 'the options');
    },
  },
  {
    id: 'call/snapshot/unknown-options',
    source: 'O',
    quote: 'Unknown options are ignored.',
    run: async t => {
      const options = {
        url: t.url(),
        whatever: 1,
        body: 'x',
        headers: { 'x-a': '1' },
        credentials: 'include',
      };
      await t.success({ ...options, method: 'POST' });
      const seen = await t.arrived();
      t.equal([seen.text, seenHeader(seen, 'x-a')], ['', undefined], 'the body and the header x-a that came');
    },
  },
];
