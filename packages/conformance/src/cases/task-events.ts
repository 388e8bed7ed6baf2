import type { Case } from '../case.ts';
import type { Step } from '../script.ts';
import { Mismatch } from '../equal.ts';
import { chunks, hops, setCookie } from '../needs.ts';
import { flatMap } from '../pairs.ts';
import { show } from '../show.ts';

const order = 'headersReceived → chunkReceived* → success or fail → complete.';

/** The server does these steps; these events come of it. */
function comes(id: string, steps: readonly Step[], expected: readonly string[], method = 'GET'): Case {
  return {
    id: `task/order/${id}`,
    source: 'T',
    quote: order,
    run: async t => {
      const call = t.listen({ url: t.play(steps), method });
      await call.when('complete');
      t.equal(call.names(), expected, 'the events');
    },
  };
}

const all = ['headersReceived', 'chunkReceived', 'success', 'complete'];
const bodyless = ['headersReceived', 'success', 'complete'];
const cut: readonly Step[] = [
  { head: 200, headers: [['content-length', '9']] },
  { send: { text: 'ab' } },
  { wait: 'go' },
  { stop: 'cut' },
];

const orders: readonly Case[] = [
  comes('success', [{ head: 200 }, { send: { text: 'ab' } }], all),
  comes('an-error-status-too', [{ head: 404 }, { send: { text: 'ab' } }], all),
  comes('a-body-without-a-length-too', [{ head: 200, until: 'close' }, { send: { text: 'ab' } }], all),
  comes('no-body-no-chunk', [{ head: 204 }], bodyless),
  comes('no-bytes-no-chunk', [{ head: 200 }, { send: { text: '' } }], bodyless),
  comes('head-has-no-chunk', [{ head: 200 }, { send: { text: 'ab' } }], bodyless, 'HEAD'),
  comes('no-head-no-event', [{ stop: 'reset' }], ['fail', 'complete']),
  {
    id: 'task/order/fail-after-a-chunk',
    source: 'T',
    quote: order,
    needs: [chunks],
    run: async t => {
      const call = t.listen({ url: t.play(cut) });
      await call.when('chunkReceived');
      await t.go('go');
      await t.failed(call);
      t.equal(call.names(), ['headersReceived', 'chunkReceived', 'fail', 'complete'], 'the events');
    },
  },
];

const gets =
  '`onHeadersReceived` gets `{ header, statusCode, cookies }` once, for the final response, before any of its body.';
const early: Step = { inform: 103, headers: [['link', '</a>; rel=preload']] };

const heads: readonly Case[] = [
  {
    id: 'task/headers-event/before-any-of-the-body',
    source: 'T',
    quote: gets,
    needs: [chunks],
    run: async t => {
      const call = t.listen({ url: t.play([{ head: 201 }, { wait: 'go' }, { send: { text: 'ab' } }]) });
      await call.when('headersReceived');
      t.equal(call.names(), ['headersReceived'], 'the events, before the body is sent');
      await t.go('go');
      await t.succeeded(call);
    },
  },
  {
    id: 'task/headers-event/what-it-gets',
    source: 'T',
    quote: gets,
    run: async t => {
      const call = t.listen({ url: t.respond({ status: 201, headers: [['X-A', 'b']] }) });
      await t.succeeded(call);
      const [first] = call.events;
      if (first?.name !== 'headersReceived')
        throw new Mismatch('the first event', 'headersReceived', show(first));
      const { header, statusCode, cookies } = first.value;
      t.equal(Object.keys(first.value).sort(), ['cookies', 'header', 'statusCode'], 'the keys of the event');
      t.equal([header['x-a'], statusCode, cookies], ['b', 201, []], 'x-a, statusCode and cookies');
    },
  },
  {
    id: 'task/headers-event/cookies',
    source: 'T',
    quote: gets,
    needs: [setCookie],
    run: async t => {
      const call = t.listen({ url: t.respond({ headers: [['set-cookie', 'a=1; Path=/, x']] }) });
      await t.succeeded(call);
      const [first] = call.events;
      const value = first?.name === 'headersReceived' ? first.value.cookies : undefined;
      t.equal(value, ['a=1; Path=/, x'], 'cookies of the event');
    },
  },
  {
    id: 'task/headers-event/once-for-the-final-response',
    source: 'T',
    quote: gets,
    run: async t => {
      const call = t.listen({ url: t.url('/hops/302/2') });
      await t.succeeded(call);
      const codes = flatMap(call.events, one =>
        one.name === 'headersReceived' ? [one.value.statusCode] : [],
      );
      t.equal(codes, [200], 'the statusCode of each headers event');
    },
  },
  {
    id: 'task/headers-event/not-for-a-redirect-that-fails',
    source: 'T',
    quote: gets,
    needs: [hops],
    run: async t => {
      const call = t.listen({ url: t.redirect(302, t.url('/', t.server.refused)) });
      await t.failed(call);
      t.equal(call.names(), ['fail', 'complete'], 'the events');
    },
  },
  {
    id: 'task/headers-event/an-object-of-its-own',
    source: 'D',
    quote: gets,
    run: async t => {
      const call = t.call({ url: t.respond({ headers: [['x-a', 'b']] }) });
      call.task.onHeadersReceived((value: { header: Record<string, string>; statusCode: number }) => {
        value.header['x-a'] = 'overwritten';
        value.statusCode = 1;
      });
      const { header, statusCode } = await t.succeeded(call);
      t.equal([header['x-a'], statusCode], ['b', 200], 'x-a and statusCode of the result');
    },
  },
  {
    id: 'task/headers-event/informational-heads-are-never-seen',
    source: 'D',
    quote: '1xx heads are never seen.',
    run: async t => {
      const steps: Step[] = [early, { inform: 102 }, early, { head: 200 }, { send: { text: 'ab' } }];
      const call = t.listen({ url: t.play(steps) });
      const { statusCode, header } = await t.succeeded(call);
      t.equal([statusCode, header['link']], [200, undefined], 'statusCode and link of the result');
      t.equal(call.names(), all, 'the events');
    },
  },
];

/** SPEC §4: the order of events, and the head's. */
export const taskEvents: readonly Case[] = [...orders, ...heads];
