import type { Hostile } from './hostile.ts';
import { around, asking, changed, option } from './around.ts';
import { memoryAdapter } from './memory-adapter.ts';
import { sending } from './hostile.ts';

function isPlain(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  const parent: unknown = Object.getPrototypeOf(value);
  return parent === Object.prototype || parent === Array.prototype || parent === null;
}

/** Asks with another header, where one was given. */
const headed = (change: (header: object) => object) =>
  asking(options => {
    const header = option(options, 'header');
    return isPlain(header) && !Array.isArray(header) ? changed(options, { header: change(header) }) : options;
  });

/** Sends this header as the developer wrote it, although it is not theirs to set. */
function smuggling(name: string) {
  const smuggled = `x-smuggled-${name}`;
  return around(
    (request, options) => {
      const header = option(options, 'header');
      const isGiven = isPlain(header) && !Array.isArray(header);
      const renamed = Object.entries(isGiven ? header : {}).map(([key, value]) => [
        key.toLowerCase() === name ? smuggled : key,
        value,
      ]);
      return request(isGiven ? changed(options, { header: Object.fromEntries(renamed) }) : options);
    },
    world => {
      const perfect = memoryAdapter(world);
      return {
        ...perfect,
        send: (request, sink) => {
          const headers = request.headers.map(
            ([key, value]) => [key === smuggled ? name : key, value] as const,
          );
          return perfect.send({ ...request, headers }, sink);
        },
      };
    },
  );
}

/** `request` functions that send a wrong header (SPEC §2). */
export const hostileHeaders: readonly Hostile[] = [
  {
    name: 'sends the developer’s referer',
    subject: smuggling('referer'),
    breaks: [
      'header/referer/developers-is-dropped-in-title-case',
      'header/referer/developers-is-dropped-in-lower-case',
    ],
  },
  {
    name: 'sends the developer’s content-length',
    subject: smuggling('content-length'),
    breaks: ['header/transport/content-length-is-dropped', 'header/transport/a-wrong-length-cuts-nothing'],
  },
  {
    name: 'sends the developer’s transfer-encoding',
    subject: smuggling('transfer-encoding'),
    breaks: ['header/transport/transfer-encoding-is-dropped'],
  },
  {
    name: 'joins a header’s values by a bare comma',
    subject: headed(header =>
      Object.fromEntries(
        Object.entries(header).map(([name, value]) => [name, Array.isArray(value) ? String(value) : value]),
      ),
    ),
    breaks: ['header/values/array', 'header/values/array-with-gaps', 'header/values/array-in-an-array'],
  },
  {
    name: 'sends null in a header',
    subject: headed(header =>
      Object.fromEntries(
        Object.entries(header).map(([name, value]) => [name, value === null ? 'null' : value]),
      ),
    ),
    breaks: ['header/content-type/null', 'header/values/null', 'header/values/every-kind-at-once'],
  },
  {
    name: 'keeps the first of two spellings of a header',
    subject: headed(header => Object.fromEntries(Object.entries(header).reverse())),
    breaks: ['header/values/last-of-equal-names', 'header/values/last-of-equal-names-in-capitals'],
  },
  {
    name: 'forgets accept',
    subject: sending(({ headers }) => ({ headers: headers.filter(([name]) => name !== 'accept') })),
    breaks: ['header/defaults/accept', 'header/defaults/own-accept', 'header/defaults/of-the-host'],
  },
  {
    name: 'says no content-type without a body',
    subject: sending(({ headers, body }) => ({
      headers: body === undefined ? headers.filter(([name]) => name !== 'content-type') : headers,
    })),
    breaks: [
      'header/content-type/default-on-get',
      'header/content-type/default-on-head',
      'header/content-type/default-on-options',
      'header/content-type/default-on-delete',
      'header/content-type/own-on-get',
      'header/content-type/with-body-and-own',
      'header/content-type/always',
    ],
  },
];
