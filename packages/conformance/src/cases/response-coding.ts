import type { Case } from '../case.ts';
import type { Coding, Step } from '../script.ts';
import { chunks, failure, host } from '../needs.ts';

const decoded =
  'gzip, x-gzip, deflate (zlib or raw), br, and zstd where the runtime has it, several in order, at most five, are decoded before anything is seen, chunk by chunk, whatever the status.';
const words = 'the text that was encoded, öfter und öfter';

/** A body under these codings, told as `named`. */
function coded(as: readonly Coding[], named: string, status = 200, drop = 0): readonly Step[] {
  return [
    { head: status, headers: [['content-encoding', named]] },
    { send: { text: words }, as, drop },
  ];
}

function decodes(id: string, as: readonly Coding[], named: string, status = 200): Case {
  return {
    id: `response/content-encoding/${id}`,
    source: 'O',
    quote: decoded,
    run: async t => {
      t.equal((await t.success({ url: t.play(coded(as, named, status)) })).data, words, 'data');
    },
  };
}

/** SPEC §3: content codings, and limits. */
export const responseCoding: readonly Case[] = [
  decodes('gzip', ['gzip'], 'gzip'),
  decodes('x-gzip', ['gzip'], 'x-gzip'),
  decodes('upper-case', ['gzip'], 'GZIP'),
  decodes('deflate', ['deflate'], 'deflate'),
  decodes('deflate-raw', ['deflate-raw'], 'deflate'),
  decodes('br', ['br'], 'br'),
  decodes('several-in-order', ['gzip', 'br'], 'gzip, br'),
  decodes('whatever-the-status', ['gzip'], 'gzip', 404),
  {
    id: 'response/content-encoding/chunk-by-chunk',
    source: 'D',
    quote: decoded,
    needs: [chunks],
    run: async t => {
      const url = t.play([
        { head: 200, headers: [['content-encoding', 'gzip']] },
        { pieces: ['first', 'second'] },
      ]);
      const call = t.listen({ url, dataType: 'text' });
      await call.when('chunkReceived');
      await t.go('piece');
      t.equal((await t.succeeded(call)).data, 'firstsecond', 'data');
    },
  },
  {
    id: 'response/content-encoding/head-has-nothing-to-decode',
    source: 'D',
    quote: 'HEAD, 204, 304: nothing to decode.',
    run: async t => {
      t.equal((await t.success({ url: t.play(coded(['gzip'], 'gzip')), method: 'HEAD' })).data, '', 'data');
    },
  },
  {
    id: 'response/content-encoding/unknown-passes-through',
    source: 'O',
    quote: 'Unknown codings pass through.',
    run: async t => {
      t.equal((await t.success({ url: t.play(coded([], 'x-made-up')) })).data, words, 'data');
    },
  },
  {
    id: 'response/content-encoding/truncated',
    source: 'D',
    quote: 'Broken or truncated → `fail`.',
    run: async t => {
      await t.fail({ url: t.play(coded(['gzip'], 'gzip', 200, 12)) });
    },
  },
  {
    id: 'response/content-encoding/broken',
    source: 'D',
    quote: 'Broken or truncated → `fail`.',
    run: async t => {
      await t.fail({ url: t.play(coded([], 'gzip')) });
    },
  },
  {
    id: 'failures/encoding/words',
    source: 'D',
    quote: '`request:fail -330:net::ERR_CONTENT_DECODING_FAILED`, 600001',
    needs: [failure('encoding')],
    run: async t => {
      const err = await t.fail({ url: t.play(coded([], 'gzip')) });
      t.failsWith(err, 'request:fail -330:net::ERR_CONTENT_DECODING_FAILED', 600001);
    },
  },
  {
    id: 'response/too-large/at-the-first-byte-over',
    source: 'D',
    quote:
      'at the first byte over: the transfer stops, `request:fail response exceeds the size limit`, 602300.',
    needs: [host],
    run: async t => {
      const url = t.play([{ head: 200 }, { send: { fill: 101 } }, { stop: 'stall' }]);
      const err = await t.fail({ url }, { maxResponseBytes: 100 });
      t.failsWith(err, 'request:fail response exceeds the size limit', 602300);
      await t.left();
    },
  },
  {
    id: 'response/too-large/just-fits',
    source: 'D',
    quote: 'Beyond host `maxResponseBytes` (decoded; default none)',
    needs: [host],
    run: async t => {
      await t.success({ url: t.respond({ body: { fill: 100 } }) }, { maxResponseBytes: 100 });
    },
  },
  {
    id: 'response/too-large/head',
    source: 'D',
    quote: 'A head over 256 KiB → `request:fail -325:net::ERR_RESPONSE_HEADERS_TOO_BIG`, 600001.',
    needs: [failure('head-size')],
    run: async t => {
      await t.success({ url: t.play([{ head: 200, pad: 200000 }]) });
      const err = await t.fail({ url: t.play([{ head: 200, pad: 270000 }]) });
      t.failsWith(err, 'request:fail -325:net::ERR_RESPONSE_HEADERS_TOO_BIG', 600001);
    },
  },
];
