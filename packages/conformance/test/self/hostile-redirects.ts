import type { Head, Hop } from '@wxreq/core';
import { bound, following, watched } from './following.ts';
import type { Hostile } from './hostile.ts';

/** Follows as it should, but for the hop. */
const hopping = (change: (next: Hop, before: Hop, status: number) => Partial<Hop>) =>
  following(({ send, traveller, course }) => {
    let status = 0;
    let before = course.hop;
    return {
      send: watched(send, (head, perfect) => {
        status = head.status;
        return perfect(head);
      }),
      traveller: {
        ...bound(traveller),
        redirect(hop, go) {
          before = { ...hop, ...change(hop, before, status) };
          traveller.redirect(before, go);
        },
      },
    };
  });

const keeping = (status: number) =>
  hopping((_, { method, headers, body }, of) => (of === status ? { method, headers, body } : {}));

/** Adapters that follow redirects wrongly. */
export const hostileRedirects: readonly Hostile[] = [
  {
    name: 'follows for ever',
    subject: following(({ settings }) => ({ settings: { ...settings, maxRedirects: Infinity } })),
    only: ['redirect/'],
    breaks: [
      'redirect/follow/sixteen-are-too-many',
      'redirect/follow/at-most-0-if-the-host-says-so',
      'redirect/follow/at-most-2-if-the-host-says-so',
    ],
  },
  {
    name: 'keeps POST over 303',
    subject: keeping(303),
    breaks: [
      'redirect/follow/303-after-post',
      'redirect/follow/303-after-put',
      'redirect/follow/303-after-delete',
      'redirect/follow/303-after-options',
      'redirect/follow/headers-after-303',
    ],
  },
  {
    name: 'keeps POST over 302',
    subject: keeping(302),
    breaks: [
      'redirect/follow/302-after-post',
      'redirect/security/authorization-goes-across-origins',
      'redirect/security/cookie-goes-across-origins',
      'redirect/security/host-goes-across-origins',
      'redirect/security/origin-goes-across-origins',
      'redirect/security/what-went-does-not-come-back',
      'redirect/security/another-scheme-is-another-origin',
    ],
  },
  {
    name: 'makes a GET of everything that is redirected',
    subject: hopping(() => ({ method: 'GET', body: undefined })),
    breaks: [
      'redirect/follow/307-after-post',
      'redirect/follow/308-after-post',
      'redirect/follow/301-after-put',
    ],
    within: ['redirect/follow/'],
  },
  {
    name: 'forgets the body over 307',
    subject: hopping((_, __, status) => (status === 307 ? { body: undefined } : {})),
    breaks: ['redirect/follow/307-after-post', 'redirect/follow/307-after-put'],
  },
  {
    name: 'hands authorization and cookies to other origins',
    subject: hopping((next, before) => ({
      headers: [
        ...next.headers,
        ...before.headers.filter(
          ([name]) => /^(authorization|cookie)$/.test(name) && !next.headers.some(([kept]) => kept === name),
        ),
      ],
    })),
    breaks: [
      'redirect/security/authorization-goes-across-origins',
      'redirect/security/cookie-goes-across-origins',
      'redirect/security/what-went-does-not-come-back',
      'redirect/security/another-scheme-is-another-origin',
    ],
  },
  {
    name: 'loses authorization within an origin',
    subject: hopping(next => ({ headers: next.headers.filter(([name]) => name !== 'authorization') })),
    breaks: ['redirect/security/authorization-stays-within-an-origin'],
  },
  {
    name: 'does not follow 308',
    subject: following(({ send, traveller }) => ({
      send: watched(send, (head, perfect) => (head.status === 308 ? traveller.head(head) : perfect(head))),
    })),
    breaks: [
      'redirect/follow/308-after-get',
      'redirect/follow/308-after-post',
      'redirect/follow/308-after-put',
      'redirect/manual/308-is-the-result',
    ],
  },
  {
    name: 'leaves a manual location as it came',
    subject: following(({ send, traveller }) => {
      let last: Head;
      return {
        send: watched(send, (head, perfect) => {
          last = head;
          return perfect(head);
        }),
        traveller: { ...bound(traveller), head: () => traveller.head(last) },
      };
    }),
    breaks: [
      'redirect/manual/301-is-the-result',
      'redirect/manual/302-is-the-result',
      'redirect/manual/303-is-the-result',
      'redirect/manual/307-is-the-result',
      'redirect/manual/308-is-the-result',
    ],
  },
  {
    name: 'follows where redirect is manual',
    subject: following(({ course }) => ({ course: { ...course, isManual: false } })),
    breaks: [
      'redirect/manual/301-is-the-result',
      'redirect/manual/302-is-the-result',
      'redirect/manual/303-is-the-result',
      'redirect/manual/307-is-the-result',
      'redirect/manual/308-is-the-result',
      'redirect/manual/no-bytes-under-arraybuffer',
      'redirect/manual/its-cookies',
      'redirect/manual/does-not-wait-for-the-body',
    ],
  },
];
