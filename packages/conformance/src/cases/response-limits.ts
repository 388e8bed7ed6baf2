import type { Case } from '../case.ts';
import type { Step } from '../script.ts';
import type { Options } from '../tools.ts';
import { chunks, failure, host } from '../needs.ts';
import { isBuffer } from '../show.ts';

const limit =
  'Beyond host `maxResponseBytes` (decoded; default none), at the first byte over: the transfer stops, `request:fail response exceeds the size limit`, 602300.';
const headLimit = 'A head over 256 KiB → `request:fail -325:net::ERR_RESPONSE_HEADERS_TOO_BIG`, 600001.';
const words = 'request:fail response exceeds the size limit';

/** This body is more than 100 bytes. */
function over(id: string, steps: readonly Step[], options: Options = {}): Case {
  return {
    id: `response/too-large/${id}`,
    source: 'D',
    quote: limit,
    needs: [host],
    run: async t => {
      const err = await t.fail({ url: t.play(steps), ...options }, { maxResponseBytes: 100 });
      t.failsWith(err, words, 602300);
    },
  };
}

/** These many bytes are allowed. */
function fits(id: string, bytes: number, hostOptions?: object): Case {
  return {
    id: `response/too-large/${id}`,
    source: 'D',
    quote: limit,
    needs: hostOptions === undefined ? [] : [host],
    run: async t => {
      const url = t.respond({ body: { fill: bytes } });
      const { data } = await t.success({ url, responseType: 'arraybuffer' }, hostOptions);
      t.equal(isBuffer(data) ? data.byteLength : undefined, bytes, 'byteLength of data');
    },
  };
}

const gzip: Step = { head: 200, headers: [['content-encoding', 'gzip']] };

/** SPEC §3: what is too large. */
export const responseLimits: readonly Case[] = [
  over('one-byte-over', [{ head: 200 }, { send: { fill: 101 } }]),
  over('decoded-bytes-count', [gzip, { send: { fill: 1000 }, as: ['gzip'] }]),
  over('in-several-pieces', [{ head: 200 }, { send: { fill: 60 } }, { send: { fill: 60 } }]),
  over('chunks-that-nobody-keeps-count-too', [{ head: 200 }, { send: { fill: 101 } }], {
    enableChunked: true,
  }),
  over('whatever-the-status', [{ head: 500 }, { send: { fill: 101 } }]),
  fits('just-fits', 100, { maxResponseBytes: 100 }),
  fits('no-bytes-fit-zero', 0, { maxResponseBytes: 0 }),
  fits('no-limit-by-default', 3000000),
  {
    id: 'response/too-large/the-transfer-stops',
    source: 'D',
    quote: limit,
    needs: [host, chunks],
    run: async t => {
      const url = t.play([{ head: 200 }, { send: { fill: 101 } }, { stop: 'stall' }]);
      t.failsWith(await t.fail({ url }, { maxResponseBytes: 100 }), words, 602300);
      await t.left();
    },
  },
  {
    id: 'response/too-large/no-byte-over-is-seen',
    source: 'D',
    quote: limit,
    needs: [host],
    run: async t => {
      const call = t.listen({ url: t.respond({ body: { fill: 5000 } }) }, { maxResponseBytes: 100 });
      await t.failed(call);
      const sizes = call.events.map(one => (one.name === 'chunkReceived' ? one.value.data.byteLength : 0));
      const sum = sizes.reduce((total, size) => total + size, 0);
      t.ok(sum <= 100, 'the bytes that listeners got', 'at most 100', sum);
    },
  },
  {
    id: 'response/too-large/a-head-of-200-kb-is-not',
    source: 'D',
    quote: headLimit,
    needs: [failure('head-size')],
    run: async t => {
      const { header } = await t.success({ url: t.play([{ head: 200, pad: 200000 }]) });
      t.equal(header['x-pad']?.length, 200000, 'the length of x-pad');
    },
  },
  {
    id: 'response/too-large/a-head-of-270-kb',
    source: 'D',
    quote: headLimit,
    needs: [failure('head-size')],
    run: async t => {
      const err = await t.fail({ url: t.play([{ head: 200, pad: 270000 }]) });
      t.failsWith(err, 'request:fail -325:net::ERR_RESPONSE_HEADERS_TOO_BIG', 600001);
    },
  },
];
