import type { Case } from '../case.ts';
import type { Coding, RawHeader, Step } from '../script.ts';
import type { Options } from '../tools.ts';
import { chunks, failure } from '../needs.ts';
import { isBuffer } from '../show.ts';

const decoded =
  'gzip, x-gzip, deflate (zlib or raw), br, and zstd where the runtime has it, several in order, at most five, are decoded before anything is seen, chunk by chunk, whatever the status.';
const broken = 'Broken or truncated → `fail`.';
const nothing = 'HEAD, 204, 304: nothing to decode.';
const words = 'the text that was encoded, öfter und öfter';

/** A body under these codings, told as `named`. */
function coded(as: readonly Coding[], named: string, status = 200, drop = 0): readonly Step[] {
  return [
    { head: status, headers: [['content-encoding', named]] },
    { send: { text: words }, as, drop },
  ];
}

/** What comes decoded. */
function decodes(id: string, source: Case['source'], steps: readonly Step[], quote = decoded): Case {
  return {
    id: `response/content-encoding/${id}`,
    source,
    quote,
    run: async t => {
      t.equal((await t.success({ url: t.play(steps) })).data, words, 'data');
    },
  };
}

/** What fails, and says so in the words of SPEC §6. */
function refuses(id: string, steps: readonly Step[], quote = broken): Case {
  return {
    id: `response/content-encoding/${id}`,
    source: 'D',
    quote,
    needs: [failure('encoding')],
    run: async t => {
      const err = await t.fail({ url: t.play(steps) });
      t.failsWith(err, 'request:fail -330:net::ERR_CONTENT_DECODING_FAILED', 600001);
    },
  };
}

function comesEmpty(
  id: string,
  source: Case['source'],
  quote: string,
  step: Step,
  options: Options = {},
): Case {
  return {
    id: `response/content-encoding/${id}`,
    source,
    quote,
    run: async t => {
      t.equal((await t.success({ url: t.play([step]), ...options })).data, '', 'data');
    },
  };
}

const gzip: RawHeader = ['content-encoding', 'gzip'];
const five: readonly Coding[] = ['gzip', 'br', 'deflate', 'gzip', 'br'];
const separate: readonly Step[] = [
  { head: 200, headers: [gzip, ['content-encoding', 'br']] },
  { send: { text: words }, as: ['gzip', 'br'] },
];

const decoding: readonly Case[] = [
  decodes('gzip', 'O', coded(['gzip'], 'gzip')),
  decodes('x-gzip', 'O', coded(['gzip'], 'x-gzip')),
  decodes('name-in-any-case', 'O', coded(['gzip'], 'GZip')),
  decodes('deflate-with-zlib', 'O', coded(['deflate'], 'deflate')),
  decodes('deflate-raw', 'O', coded(['deflate-raw'], 'deflate')),
  decodes('br', 'O', coded(['br'], 'br')),
  decodes('several-in-order', 'D', coded(['gzip', 'br'], 'gzip, br')),
  decodes('several-in-separate-headers', 'D', separate),
  decodes('one-twice', 'D', coded(['gzip', 'gzip'], 'gzip, gzip')),
  decodes('five', 'D', coded(five, five.join(', '))),
  refuses('six-are-too-many', coded(['gzip', ...five], ['gzip', ...five].join(', ')), decoded),
  decodes('whatever-the-status', 'D', coded(['gzip'], 'gzip', 404)),
  decodes('unknown-passes-through', 'O', coded([], 'x-made-up'), 'Unknown codings pass through.'),
  decodes('identity-is-no-coding', 'O', coded([], 'identity'), 'Unknown codings pass through.'),
  comesEmpty('no-bytes', 'D', decoded, { head: 200, headers: [gzip, ['content-length', '0']] }),
  comesEmpty('head', 'D', nothing, { head: 200, headers: [gzip] }, { method: 'HEAD' }),
  comesEmpty('status-204', 'D', nothing, { head: 204, headers: [gzip] }),
  comesEmpty('status-304', 'D', nothing, { head: 304, headers: [gzip] }),
  {
    id: 'response/content-encoding/bytes-are-decoded-too',
    source: 'O',
    quote: decoded,
    run: async t => {
      const send: Step = { send: { hex: '00ff' }, as: ['br'] };
      const url = t.play([{ head: 200, headers: [['content-encoding', 'br']] }, send]);
      const { data } = await t.success({ url, responseType: 'arraybuffer' });
      t.equal(data, new Uint8Array([0, 255]).buffer, 'data');
    },
  },
  {
    id: 'response/content-encoding/zstd-or-untouched',
    source: 'D',
    quote: decoded,
    run: async t => {
      // The shortest frame: one block, stored as it is.
      const frame = '28b52ffd200529000068656c6c6f';
      const url = t.respond({ headers: [['content-encoding', 'zstd']], body: { hex: frame } });
      const { data } = await t.success({ url, responseType: 'arraybuffer' });
      const size = isBuffer(data) ? data.byteLength : undefined;
      t.ok(
        size === 5 || size === frame.length / 2,
        'byteLength of data',
        '5 (decoded) or 14 (untouched)',
        size,
      );
    },
  },
  {
    id: 'response/content-encoding/chunk-by-chunk',
    source: 'D',
    quote: decoded,
    needs: [chunks],
    run: async t => {
      const url = t.play([{ head: 200, headers: [gzip] }, { pieces: ['first', 'second'] }]);
      const call = t.listen({ url, dataType: 'text' });
      await call.when('chunkReceived');
      t.equal(
        call.names(),
        ['headersReceived', 'chunkReceived'],
        'the events, before the second piece is sent',
      );
      await t.go('piece');
      t.equal((await t.succeeded(call)).data, 'firstsecond', 'data');
    },
  },
  {
    id: 'response/content-encoding/header-stays',
    source: 'D',
    quote: '`header` stays as the server sent it (browsers: as they show it).',
    run: async t => {
      const { header } = await t.success({ url: t.play(coded(['gzip'], 'gzip')) });
      t.equal(header['content-encoding'], 'gzip', 'content-encoding in header');
    },
  },
];

const failing: readonly Case[] = [
  refuses('gzip-truncated', coded(['gzip'], 'gzip', 200, 12)),
  refuses('deflate-truncated', coded(['deflate'], 'deflate', 200, 6)),
  refuses('br-truncated', coded(['br'], 'br', 200, 6)),
  refuses('gzip-broken', coded([], 'gzip')),
  refuses('br-broken', coded([], 'br')),
  {
    id: 'response/content-encoding/broken-is-no-success',
    source: 'D',
    quote: broken,
    run: async t => {
      await t.fail({ url: t.play(coded([], 'gzip')) });
    },
  },
  {
    id: 'response/content-encoding/broken-after-a-chunk',
    source: 'D',
    quote: broken,
    needs: [chunks],
    run: async t => {
      const head: Step = { head: 200, headers: [gzip] };
      const call = t.listen({ url: t.play([head, { pieces: ['first', 'second'] }, { stop: 'cut' }]) });
      await call.when('chunkReceived');
      await t.go('piece');
      await t.failed(call);
      t.equal(call.names(), ['headersReceived', 'chunkReceived', 'fail', 'complete'], 'the events');
    },
  },
];

/** SPEC §3: content codings. */
export const responseCoding: readonly Case[] = [...decoding, ...failing];
