import type { Case } from '../case.ts';
import type { Step } from '../script.ts';
import { chunks } from '../needs.ts';
import { hex } from '../show.ts';

const two: readonly Step[] = [
  { head: 200 },
  { send: { text: 'ab' } },
  { wait: 'go' },
  { send: { text: 'cd' } },
];
/** SPEC §4: events and listeners. */
export const task: readonly Case[] = [
  {
    id: 'task/order/headers-chunks-end',
    source: 'T',
    quote: 'headersReceived → chunkReceived* → success or fail → complete.',
    run: async t => {
      const call = t.listen({ url: t.respond({ body: 'ab' }) });
      await t.succeeded(call);
      t.equal(call.names(), ['headersReceived', 'chunkReceived', 'success', 'complete'], 'the events');
    },
  },
  {
    id: 'task/headers-event/before-any-of-the-body',
    source: 'T',
    quote:
      '`onHeadersReceived` gets `{ header, statusCode, cookies }` once, for the final response, before any of its body.',
    needs: [chunks],
    run: async t => {
      const call = t.listen({ url: t.play([{ head: 201 }, { wait: 'go' }, { send: { text: 'ab' } }]) });
      await call.when('headersReceived');
      const [first] = call.events;
      const value = first?.name === 'headersReceived' ? first.value : undefined;
      t.equal([value?.statusCode, value?.cookies, typeof value?.header], [201, [], 'object'], 'the event');
      await t.go('go');
      await t.succeeded(call);
    },
  },
  {
    id: 'task/headers-event/no-informational-heads',
    source: 'D',
    quote: '1xx heads are never seen.',
    run: async t => {
      const early: Step = { inform: 103, headers: [['link', '</a>; rel=preload']] };
      const call = t.listen({ url: t.play([early, { head: 200 }, { send: { text: 'ab' } }]) });
      t.equal((await t.succeeded(call)).statusCode, 200, 'statusCode');
      t.equal(
        call.events.filter(one => one.name === 'headersReceived').length,
        1,
        'the number of headers events',
      );
    },
  },
  {
    id: 'task/listeners/in-order-and-once',
    source: 'T',
    quote: 'Fire in the order added; the same function added twice fires once.',
    run: async t => {
      const order: string[] = [];
      const first = (): void => void order.push('first');
      const call = t.call({ url: t.url() });
      call.task.onHeadersReceived(first);
      call.task.onHeadersReceived(() => order.push('second'));
      call.task.onHeadersReceived(first);
      await t.succeeded(call);
      t.equal(order, ['first', 'second'], 'the listeners that fired');
    },
  },
  {
    id: 'task/listeners/off',
    source: 'T',
    quote:
      '`off*(fn)` needs the same function, an unknown one is ignored; `off*()` or a non-function removes all.',
    run: async t => {
      const order: string[] = [];
      const gone = (): void => void order.push('gone');
      const call = t.call({ url: t.respond({ body: 'ab' }) });
      call.task.onHeadersReceived(gone);
      call.task.onHeadersReceived(() => order.push('stays'));
      call.task.offHeadersReceived(gone);
      call.task.offHeadersReceived(() => undefined);
      call.task.onChunkReceived(gone);
      call.task.offChunkReceived();
      await t.succeeded(call);
      t.equal(order, ['stays'], 'the listeners that fired');
    },
  },
  {
    id: 'task/chunks/decoded-bytes-in-order',
    source: 'T',
    quote: 'never empty, each its own memory, decoded bytes in order',
    run: async t => {
      const call = t.listen({
        url: t.play([{ head: 200 }, { send: { text: 'ab' } }, { send: { fill: 100000 } }]),
      });
      await t.succeeded(call);
      const pieces = call.events.flatMap(one => (one.name === 'chunkReceived' ? [one.value.data] : []));
      t.equal(
        pieces.every(piece => piece instanceof ArrayBuffer && piece.byteLength > 0),
        true,
        'whether all are ArrayBuffers that are not empty',
      );
      t.equal(pieces.map(hex).join('') === `6162${'78'.repeat(100000)}`, true, 'whether they make the body');
    },
  },
  {
    id: 'task/chunked-mode/true-keeps-nothing',
    source: 'W',
    quote:
      "`enableChunked: true`: chunk events; nothing is kept, `success.data` is `''` (zero bytes under arraybuffer)",
    needs: [chunks],
    run: async t => {
      const call = t.listen({ url: t.play(two), enableChunked: true });
      await call.when('chunkReceived');
      await t.go('go');
      t.equal((await t.succeeded(call)).data, '', 'data');
    },
  },
  {
    id: 'task/chunked-mode/omitted-gives-both',
    source: 'D',
    quote: 'Omitted: listeners get chunks **and** `success.data` is whole',
    run: async t => {
      const call = t.listen({ url: t.respond({ body: 'ab' }) });
      t.equal((await t.succeeded(call)).data, 'ab', 'data');
      t.equal(call.names().includes('chunkReceived'), true, 'whether a chunk came');
    },
  },
  {
    id: 'task/chunked-mode/false-gives-no-chunks',
    source: 'W',
    quote: '`false`: no chunk events.',
    run: async t => {
      const call = t.listen({ url: t.respond({ body: 'ab' }), enableChunked: false });
      t.equal((await t.succeeded(call)).data, 'ab', 'data');
      t.equal(call.names(), ['headersReceived', 'success', 'complete'], 'the events');
    },
  },
];
