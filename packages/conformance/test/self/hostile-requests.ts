import type { Hostile } from './hostile.ts';
import { asking } from './around.ts';

function has(options: object, key: string): unknown {
  return Reflect.get(options, key);
}

/** `request` functions that get a rule wrong. */
export const hostileRequests: readonly Hostile[] = [
  {
    name: 'JSON-quotes strings',
    subject: asking(options => {
      const data = has(options, 'data');
      return typeof data === 'string' ? { ...options, data: JSON.stringify(data) } : options;
    }),
    breaks: [
      'body/string/as-it-is',
      'body/string/utf-8',
      'body/string/as-it-is-in-a-form',
      'body/string/empty',
    ],
    within: ['body/string', 'redirect/follow/', 'response/profile/bytes-of-both-bodies'],
  },
  {
    name: 'sends a typed array as an object',
    subject: asking(options => {
      const data = has(options, 'data');
      return ArrayBuffer.isView(data) ? { ...options, data: { ...data } } : options;
    }),
    breaks: [
      'body/binary/typed-array',
      'body/binary/data-view',
      'body/binary/clamped-array',
      'body/binary/wider-elements',
      'call/snapshot/viewed-bytes-changed-later',
      'url/get-other/view',
    ],
  },
  {
    name: 'takes null data for none',
    subject: asking(options => (has(options, 'data') === null ? { ...options, data: undefined } : options)),
    breaks: ['body/json/null'],
    within: ['body/'],
  },
  {
    name: 'sends PUT as POST',
    subject: asking(options => (has(options, 'method') === 'PUT' ? { ...options, method: 'POST' } : options)),
    breaks: ['body/methods/put-carries'],
    within: ['body/', 'call/', 'redirect/follow/', 'host/rewrite-url/'],
  },
];
