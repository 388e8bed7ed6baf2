import type { Hostile } from './hostile.ts';
import { sending, spoilt } from './hostile.ts';

/** Adapters that break the seam or carry the wrong thing. */
export const hostileAdapters: readonly Hostile[] = [
  {
    name: 'never ends',
    subject: spoilt(() => new Promise(() => undefined)),
    only: ['body/string', 'body/none'],
    breaks: ['body/string/as-it-is', 'body/none/post-says-length-0'],
    within: ['body/'],
  },
  {
    name: 'throws instead of rejecting',
    subject: spoilt(() => {
      throw new Error('boom');
    }),
    only: ['body/string'],
    breaks: ['body/string/as-it-is'],
    within: ['body/'],
  },
  {
    name: 'sends no body with DELETE',
    subject: sending(({ method, body }) => ({ body: method === 'DELETE' ? undefined : body })),
    breaks: [
      'body/methods/delete-carries',
      'body/by-content-type/delete',
      'body/binary/under-delete',
      'redirect/follow/302-after-delete',
    ],
  },
  {
    name: 'cuts bodies at 64 KiB',
    subject: sending(({ body }) => ({ body: body?.subarray(0, 65536) })),
    breaks: ['body/binary/large'],
  },
  {
    name: 'lets the body be JSON whatever it was',
    subject: sending(({ body }) => ({
      body: body && new TextEncoder().encode(JSON.stringify(String(body))),
    })),
    only: ['body/form'],
    breaks: ['body/form/fields', 'body/form/null'],
    within: ['body/form'],
  },
];
