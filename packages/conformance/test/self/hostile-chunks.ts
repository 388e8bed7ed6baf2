import type { Sink } from '@wxreq/core';
import type { Hostile } from './hostile.ts';
import { hearing, spoilt } from './hostile.ts';

/** Swaps every two chunks. */
function swapping(sink: Sink): { sink: Sink; end: () => void } {
  let held: Uint8Array | undefined;
  const end = () => {
    if (held) sink.chunk(held);
    held = undefined;
  };
  const chunk = (bytes: Uint8Array) => {
    if (!held) held = bytes;
    else {
      sink.chunk(bytes);
      end();
    }
  };
  return { sink: { ...sink, chunk }, end };
}

/** Adapters that give the body wrongly. */
export const hostileChunks: readonly Hostile[] = [
  {
    name: 'gives chunks before the head',
    subject: spoilt((request, sink, perfect) => {
      let held = () => {};
      const head: Sink['head'] = given => {
        held = () => sink.head(given);
        return undefined;
      };
      return perfect.send(request, { ...sink, head }).finally(() => held());
    }),
    only: ['response/text', 'task/order'],
    breaks: ['response/text/not-parsed', 'task/order/success'],
    within: ['response/text/', 'task/order/'],
  },
  {
    name: 'drops the second chunk',
    subject: hearing(sink => {
      let count = 0;
      return { chunk: bytes => void (++count !== 2 && sink.chunk(bytes)) };
    }),
    breaks: [
      'response/text/a-character-in-two-pieces',
      'response/arraybuffer/of-several-pieces',
      'response/content-encoding/chunk-by-chunk',
      'response/too-large/in-several-pieces',
      'task/listeners/added-inside-counts-from-the-next',
      'task/chunks/in-order',
    ],
    within: [
      'response/text/a-character-in-two-pieces',
      'response/arraybuffer/of-several-pieces',
      'response/content-encoding/chunk-by-chunk',
      'response/too-large/in-several-pieces',
      'task/listeners/',
      'task/chunks/',
    ],
  },
  {
    name: 'gives every chunk twice',
    subject: hearing(sink => ({
      chunk: bytes => {
        sink.chunk(bytes);
        sink.chunk(new Uint8Array(bytes));
      },
    })),
    only: ['response/', 'task/chunks', 'task/chunked-mode'],
    breaks: [
      'response/json/object',
      'response/text/not-parsed',
      'response/arraybuffer/exact',
      'response/content-encoding/gzip',
      'response/too-large/just-fits',
      'response/profile/success-waits-for-none',
      'task/chunks/in-order',
      'task/chunked-mode/true-keeps-nothing',
    ],
    within: [
      'response/json/',
      'response/text/',
      'response/arraybuffer/',
      'response/content-encoding/',
      'response/too-large/',
      'response/profile/success-waits-for-none',
      'task/chunks/',
      'task/chunked-mode/',
    ],
  },
  {
    name: 'swaps chunks',
    subject: spoilt(async (request, sink, perfect) => {
      const swapped = swapping(sink);
      const measured = await perfect.send(request, swapped.sink);
      swapped.end();
      return measured;
    }),
    only: ['response/text', 'response/arraybuffer', 'task/chunks'],
    breaks: [
      'response/text/a-character-in-two-pieces',
      'response/arraybuffer/of-several-pieces',
      'task/chunks/in-order',
      'task/chunks/large',
      'task/chunks/as-they-come',
      'task/chunks/each-its-own-memory',
    ],
  },
  {
    name: 're-uses its buffer',
    subject: spoilt((request, sink, perfect) => {
      const slab = new Uint8Array(1 << 21);
      const chunk = (bytes: Uint8Array) => {
        slab.set(bytes);
        sink.chunk(slab.subarray(0, bytes.length));
      };
      return perfect.send(request, { ...sink, chunk });
    }),
    breaks: [
      'response/text/a-character-in-two-pieces',
      'response/arraybuffer/of-several-pieces',
      'response/content-encoding/chunk-by-chunk',
      'response/too-large/no-limit-by-default',
      'task/chunks/each-its-own-memory',
    ],
  },
  {
    name: 'ends at the head',
    subject: spoilt(
      (request, sink, perfect) =>
        new Promise((resolve, reject) => {
          const head: Sink['head'] = given => {
            const wanted = sink.head(given);
            resolve({});
            return wanted;
          };
          perfect.send(request, { ...sink, head }).then(resolve, reject);
        }),
    ),
    only: ['response/', 'task/order', 'call/any-status'],
    breaks: [
      'call/any-status/a-body-cut-short-is-fail',
      'response/text/a-character-in-two-pieces',
      'response/content-encoding/chunk-by-chunk',
      'response/profile/there-unless-told-otherwise',
      'task/order/fail-after-a-chunk',
    ],
    within: [
      'call/any-status/a-body-cut-short-is-fail',
      'response/text/a-character-in-two-pieces',
      'response/content-encoding/',
      'response/profile/',
      'task/order/fail-after-a-chunk',
    ],
  },
];
