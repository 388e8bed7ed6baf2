import type { HeaderPair } from '@wxreq/core';
import type { Hostile } from './hostile.ts';
import { hearing, remade, spoilt } from './hostile.ts';

const withHeaders = (change: (headers: readonly HeaderPair[]) => readonly HeaderPair[]) =>
  hearing(sink => ({ head: head => sink.head({ ...head, headers: change(head.headers) }) }));

function joinedCookies(headers: readonly HeaderPair[]): readonly HeaderPair[] {
  const isCookie = ([name]: HeaderPair) => name.toLowerCase() === 'set-cookie';
  const cookies = headers.filter(isCookie).map(([, value]) => value);
  const rest = headers.filter(pair => !isCookie(pair));
  return cookies.length > 0 ? [...rest, ['set-cookie', cookies.join(', ')]] : rest;
}

/** Adapters that give the head wrongly, or what was measured. */
export const hostileHeads: readonly Hostile[] = [
  {
    name: 'gives all Set-Cookie as one',
    subject: withHeaders(joinedCookies),
    breaks: ['response/cookies/each-whole'],
  },
  {
    name: 'splits cookies at commas',
    subject: withHeaders(headers =>
      headers.flatMap(([name, value]) =>
        name.toLowerCase() === 'set-cookie'
          ? value.split(/, */).map(part => [name, part] as const)
          : [[name, value] as const],
      ),
    ),
    breaks: ['response/cookies/each-whole', 'task/headers-event/cookies'],
  },
  {
    name: 'keeps the last of repeated headers',
    subject: withHeaders(headers => [
      ...new Map(headers.map(([name, value]) => [name.toLowerCase(), value])),
    ]),
    breaks: ['response/header/repeats', 'response/cookies/each-whole', 'response/cookies/in-the-header-too'],
  },
  {
    name: 'hides the content-encoding that it undid',
    subject: withHeaders(headers => headers.filter(([name]) => name.toLowerCase() !== 'content-encoding')),
    breaks: ['response/content-encoding/header-stays'],
  },
  {
    name: 'loses the caller’s async context',
    subject: remade(({ capture: _, ...perfect }) => perfect),
    breaks: ['call/async-context/aborted-from-another', 'call/async-context/queued'],
  },
  {
    name: 'spells the profile by itself',
    subject: spoilt(async (request, sink, perfect) => {
      const measured = await perfect.send(request, sink);
      return (
        measured &&
        Object.fromEntries(
          Object.entries(measured).map(([name, value]) => [name.replace('Byted', 'Bytes'), value]),
        )
      );
    }),
    breaks: ['response/profile/in-wechats-spelling'],
  },
];
