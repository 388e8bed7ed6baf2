import { isDeepStrictEqual } from 'node:util';
import { shown } from './terminal.mjs';

/**
 * @typedef {object} Claim
 * @property {string} about  one word
 * @property {string} text
 * @property {unknown} actual
 * @property {unknown} expected
 */

/**
 * What a scene says must be true.
 * @typedef {object} Expected
 * @property {{ events?: string[], result: any }[]} calls  of each request its events and the whole result
 * @property {import('./server.mjs').Seen[]} saw  what the server saw, all of it, in order
 * @property {[text: string, actual: unknown, expected: unknown][]} [also]
 */

const whole = ['headersReceived', 'chunkReceived', 'success', 'complete'];

/** @param {Claim} claim */
export function holds({ actual, expected }) {
  return isDeepStrictEqual(actual, expected);
}

/**
 * What has to be compared after a scene.
 * @param {Expected} expected
 * @param {import('./watch.mjs').Call[]} calls
 * @param {import('./server.mjs').Seen[]} saw
 * @returns {Claim[]}
 */
export function judge(expected, calls, saw) {
  const count = Math.max(calls.length, expected.calls.length);
  return [
    ...seenClaims(expected.saw, saw),
    ...Array.from({ length: count }, (_, index) => callClaims(expected.calls[index], calls[index])).flat(),
    ...(expected.also ?? []).map(([text, actual, should]) => ({
      about: 'and',
      text,
      actual,
      expected: should,
    })),
  ];
}

function seenClaims(expected, saw) {
  if (expected.length === 0)
    return [{ about: 'server', text: 'saw nothing: not one request left', actual: saw, expected }];
  const count = Math.max(expected.length, saw.length);
  return Array.from({ length: count }, (_, index) => {
    const { call, body } = expected[index] ?? saw[index];
    const text = `saw ${call}${body === '' ? '' : `  ${body}`}`;
    return { about: 'server', text, actual: saw[index], expected: expected[index] };
  });
}

/** SPEC call/callbacks, call/later, task/order and the result itself. */
function callClaims(expected, call) {
  const names = expected?.events ?? whole;
  const events = call?.events ?? [];
  const ending = events.find(({ name }) => name === 'success' || name === 'fail');
  const completed = events.find(({ name }) => name === 'complete');
  const result = { ...ending?.result };
  delete result.profile;
  const about = names.includes('fail') ? 'fail' : 'success';
  const text =
    about === 'fail'
      ? shown(expected?.result)
      : `${expected?.result.statusCode}, with exactly this data, header, cookies and errMsg`;
  return [
    {
      about,
      text,
      actual: { name: ending?.name, ...result },
      expected: { name: about, ...expected?.result },
    },
    {
      about: 'order',
      text: names.join(' → '),
      actual: {
        events: withoutRepeatedChunks(events.map(event => event.name)),
        isLater: events.every(event => event.isLater),
        isSameObject: completed?.result === ending?.result,
      },
      expected: { events: names, isLater: true, isSameObject: true },
    },
  ];
}

/** Where chunks end means nothing (SPEC task/chunks). */
function withoutRepeatedChunks(names) {
  return names.filter((name, index) => name !== 'chunkReceived' || names[index - 1] !== name);
}
