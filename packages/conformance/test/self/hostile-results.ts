import type { Hostile } from './hostile.ts';
import { asking, changed, option, succeeding, telling } from './around.ts';
import { hosted } from './hostile.ts';

function parsed(text: unknown): unknown {
  if (typeof text !== 'string') return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

const parsesJson = (options: object) => (option(options, 'dataType') ?? 'json') === 'json';
const header = (change: (pair: readonly [string, string]) => readonly [string, string]) =>
  succeeding(result => ({
    ...result,
    header: Object.fromEntries(
      Object.entries(Object(option(result, 'header'))).map(([name, value]) => change([name, String(value)])),
    ),
  }));

/** Tells `success` as a failure, where it does not like it. */
const disliking = (dislikes: (result: object, options: object) => boolean) =>
  telling((tell, options) => {
    let failure: object | undefined;
    return (name, value) => {
      if (name === 'success' && dislikes(value, options)) failure = { errMsg: 'request:fail', errno: 600000 };
      tell(failure && name === 'success' ? 'fail' : name, failure ?? value);
    };
  });

/** `request` functions that take a response for what it is not (SPEC §1, §3). */
export const hostileResults: readonly Hostile[] = [
  {
    name: 'fails on 4xx and 5xx',
    subject: disliking(result => Number(option(result, 'statusCode')) >= 400),
    breaks: [
      'call/any-status/400-is-success',
      'call/ok/errors-too',
      'response/json/whatever-the-status',
      'response/content-encoding/whatever-the-status',
      'task/order/an-error-status-too',
      'task/chunked-mode/true-with-an-error-body',
    ],
    within: [
      'call/any-status/',
      'call/ok/errors-too',
      'response/json/whatever-the-status',
      'response/content-encoding/whatever-the-status',
      'task/order/an-error-status-too',
      'task/chunked-mode/true-with-an-error-body',
    ],
  },
  {
    name: 'fails on what is not JSON',
    subject: disliking((result, options) => {
      const text = option(result, 'data');
      return parsesJson(options) && typeof text === 'string' && text !== '' && parsed(text) === text;
    }),
    only: ['response/'],
    breaks: [
      'response/json/not-json',
      'response/content-encoding/gzip',
      'response/profile/bytes-of-both-bodies',
    ],
    within: ['response/json/', 'response/content-encoding/', 'response/profile/'],
  },
  {
    name: 'gives header names in title case',
    subject: hosted(host => ({ ...host, headerCase: 'title' })),
    breaks: [
      'response/content-encoding/header-stays',
      'response/header/lower-case',
      'response/cookies/in-the-header-too',
      'response/too-large/a-head-of-200-kb-is-not',
      'task/headers-event/what-it-gets',
      'redirect/manual/301-is-the-result',
      'method/connect/status-header-and-no-data',
      'host/checked/unknown-header-case',
    ],
    within: [
      'response/content-encoding/header-stays',
      'response/header/',
      'response/cookies/in-the-header-too',
      'response/too-large/a-head-of-200-kb-is-not',
      'task/headers-event/',
      'redirect/manual/',
      'method/connect/status-header-and-no-data',
      'host/checked/unknown-header-case',
    ],
  },
  {
    name: 'joins repeated headers by a bare comma',
    subject: header(([name, value]) => [name, value.replaceAll(', ', ',')]),
    breaks: ['response/header/repeats', 'response/cookies/in-the-header-too'],
  },
  {
    name: 'gives a header of a class of its own',
    subject: succeeding(result => ({
      ...result,
      header: Object.assign(new (class Header {})(), option(result, 'header')),
    })),
    breaks: ['response/header/a-plain-object'],
  },
  {
    name: 'gives the status as text',
    subject: succeeding(result => ({ ...result, statusCode: String(option(result, 'statusCode')) })),
    only: ['call/ok', 'call/any-status'],
    breaks: ['call/any-status/201-is-success', 'call/ok/these-fields-and-no-others'],
    within: ['call/any-status/', 'call/ok/'],
  },
  {
    name: 'gives a profile that nobody wants',
    subject: asking(options => changed(options, { enableProfile: true })),
    breaks: ['response/profile/false-gives-none'],
  },
];
