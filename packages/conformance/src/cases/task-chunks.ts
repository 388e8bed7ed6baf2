import type { Case } from '../case.ts';
import type { Call } from '../call.ts';
import type { Step } from '../script.ts';
import type { Options } from '../tools.ts';
import { chunks } from '../needs.ts';
import { flatMap } from '../pairs.ts';
import { hex, isBuffer } from '../show.ts';

const gets =
  '`onChunkReceived` gets `{ data: ArrayBuffer }`, never empty, each its own memory, decoded bytes in order; where chunks end means nothing.';

function pieces(call: Call): ArrayBuffer[] {
  return flatMap(call.events, one => (one.name === 'chunkReceived' ? [one.value.data] : []));
}

/** The bytes of all chunks, in hex. */
function joined(call: Call): string {
  return pieces(call).map(hex).join('');
}

/** All chunks together are these bytes. */
function carries(id: string, steps: readonly Step[], expected: string): Case {
  return {
    id: `task/chunks/${id}`,
    source: 'T',
    quote: gets,
    run: async t => {
      const call = t.listen({ url: t.play(steps) });
      await t.succeeded(call);
      const odd = pieces(call).filter(data => !isBuffer(data) || data.byteLength === 0);
      t.equal(odd.length, 0, 'the number of chunks that are empty or no ArrayBuffer');
      const found = joined(call);
      t.ok(found === expected, 'all chunks together, in hex', expected.slice(0, 80), found.slice(0, 80));
    },
  };
}

const gzip: Step = { head: 200, headers: [['content-encoding', 'gzip']] };
const two: readonly Step[] = [
  { head: 200 },
  { send: { text: 'ab' } },
  { wait: 'go' },
  { send: { text: 'cd' } },
];

const events: readonly Case[] = [
  carries('in-order', [{ head: 200 }, { send: { text: 'ab' } }, { send: { text: 'cd' } }], '61626364'),
  carries(
    'large',
    [{ head: 200 }, { send: { text: 'ab' } }, { send: { fill: 100000 } }],
    `6162${'78'.repeat(100000)}`,
  ),
  carries('decoded', [gzip, { send: { text: 'abcd' }, as: ['gzip'] }], '61626364'),
  carries('a-byte-order-mark-too', [{ head: 200 }, { send: { hex: 'efbbbf61' } }], 'efbbbf61'),
  carries('never-empty', [{ head: 200 }, { send: { text: '' } }, { send: { text: 'a' } }], '61'),
  {
    id: 'task/chunks/as-they-come',
    source: 'T',
    quote: gets,
    needs: [chunks],
    run: async t => {
      const call = t.listen({ url: t.play(two) });
      await call.when('chunkReceived');
      t.equal(
        [call.names(), joined(call)],
        [['headersReceived', 'chunkReceived'], '6162'],
        'what came, half way',
      );
      await t.go('go');
      await t.succeeded(call);
      t.equal(joined(call), '61626364', 'all chunks together, in hex');
    },
  },
  {
    id: 'task/chunks/what-it-gets',
    source: 'T',
    quote: gets,
    run: async t => {
      const call = t.listen({ url: t.respond({ body: 'a' }) });
      await t.succeeded(call);
      const keys = flatMap(call.events, one => (one.name === 'chunkReceived' ? Object.keys(one.value) : []));
      t.equal(keys, ['data'], 'the keys of the event');
    },
  },
  {
    id: 'task/chunks/each-its-own-memory',
    source: 'T',
    quote: gets,
    needs: [chunks],
    run: async t => {
      const found: string[] = [];
      const call = t.listen({ url: t.play(two) });
      call.task.onChunkReceived(({ data }: { data: ArrayBuffer }) => {
        found.push(hex(data));
        new Uint8Array(data).fill(0);
      });
      await call.when('chunkReceived');
      await t.go('go');
      const { data } = await t.succeeded(call);
      t.equal(
        [found.join(''), data],
        ['61626364', 'abcd'],
        'the chunks, each overwritten when seen, and data',
      );
    },
  },
];

const on =
  "`enableChunked: true`: chunk events; nothing is kept, `success.data` is `''` (zero bytes under arraybuffer)";
const lost = 'an unchunked or error body comes as chunks too, so nothing is lost';
const json: Step = { head: 200, headers: [['content-type', 'application/json']] };

/** With `enableChunked: true`: these chunks, and this `data`. */
function streams(
  id: string,
  source: Case['source'],
  quote: string,
  steps: readonly Step[],
  text: string,
  data: unknown,
  options: Options = {},
): Case {
  return {
    id: `task/chunked-mode/${id}`,
    source,
    quote,
    run: async t => {
      const call = t.listen({ url: t.play(steps), enableChunked: true, ...options });
      const res = await t.succeeded(call);
      t.equal([joined(call), res.data], [text, data], 'all chunks together, in hex, and data');
    },
  };
}

const bytes = { responseType: 'arraybuffer' };

const modes: readonly Case[] = [
  streams(
    'true-keeps-nothing',
    'W',
    on,
    [{ head: 200, headers: [['transfer-encoding', 'chunked']] }, { send: { text: 'ab' } }],
    '6162',
    '',
  ),
  streams(
    'true-under-arraybuffer',
    'O',
    on,
    [{ head: 200 }, { send: { text: 'ab' } }],
    '6162',
    new ArrayBuffer(0),
    bytes,
  ),
  streams('true-parses-nothing', 'O', on, [json, { send: { text: '{}' } }], '7b7d', ''),
  streams(
    'true-with-an-unchunked-body',
    'D',
    lost,
    [{ head: 200, headers: [['content-length', '2']] }, { send: { text: 'ab' } }],
    '6162',
    '',
  ),
  streams('true-with-an-error-body', 'D', lost, [{ head: 500 }, { send: { text: 'ab' } }], '6162', ''),
  streams('true-with-no-body', 'D', lost, [{ head: 204 }], '', ''),
  {
    id: 'task/chunked-mode/omitted-gives-both',
    source: 'D',
    quote: 'Omitted: listeners get chunks **and** `success.data` is whole',
    run: async t => {
      const call = t.listen({ url: t.respond({ body: '{"a":1}' }) });
      const { data } = await t.succeeded(call);
      t.equal([joined(call), data], ['7b2261223a317d', { a: 1 }], 'all chunks together, in hex, and data');
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

/** SPEC §4: chunks, and the modes of handing them over. */
export const taskChunks: readonly Case[] = [...events, ...modes];
