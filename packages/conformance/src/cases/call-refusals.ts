import type { Case } from '../case.ts';
import type { Fail } from '../call.ts';
import type { Need } from '../needs.ts';
import { host, method, not, ownBaseUrl } from '../needs.ts';
import { badMethod, badParameter, badUrl, notHere, refuses } from './refuses.ts';

const inert =
  'Any other non-object has no callbacks: an inert task comes back and the failure goes to `onCallbackError`';
const urlType =
  '`url` not a string → `request:fail parameter error: parameter.url should be String instead of Undefined;`, 1001.';

/** What is no options object at all; it goes by without being recorded, since it has no callbacks. */
function noObject(name: string, value: unknown): Case {
  return {
    id: `call/bad-options/${name.toLowerCase()}`,
    source: 'D',
    quote: inert,
    needs: [host],
    run: async t => {
      const told: Fail[] = [];
      const request = t.request({ onCallbackError: (error: Fail) => told.push(error) });
      const task: unknown = Reflect.apply(request, undefined, [value]);
      t.equal(told, [], 'what onCallbackError was told when request() returned');
      for (const each of [
        'abort',
        'onHeadersReceived',
        'offHeadersReceived',
        'onChunkReceived',
        'offChunkReceived',
      ]) {
        const own: unknown = Reflect.get(Object(task), each);
        t.ok(typeof own === 'function', `the task's ${each}`, 'a function', own);
        if (typeof own === 'function') Reflect.apply(own, task, [() => undefined]);
      }
      await t.fence();
      const errMsg = `request:fail parameter error: parameter should be Object instead of ${name};`;
      t.equal(
        told.map(error => ({ errMsg: error.errMsg, errno: error.errno })),
        [{ errMsg, errno: 1001 }],
        'what onCallbackError was told',
      );
    },
  };
}

const badOptions: readonly Case[] = [
  noObject('Null', null),
  noObject('String', 'http://server.test/'),
  noObject('Number', 1),
  noObject('Boolean', true),
  noObject('Array', []),
  noObject('Function', () => undefined),
  {
    id: 'call/bad-options/undefined-is-an-empty-object',
    source: 'D',
    quote: '`undefined` counts as `{}`.',
    needs: [host],
    run: async t => {
      const told: unknown[] = [];
      const request = t.request({ onCallbackError: (error: unknown) => told.push(error) });
      const task: unknown = Reflect.apply(request, undefined, []);
      await t.fence();
      t.ok(Object(task) === task, 'what request() returned', 'a task', task);
      t.equal(told, [], 'what onCallbackError was told');
    },
  },
  ...[undefined, null, 12, {}].map(url => {
    const name = Object.prototype.toString.call(url).slice(8, -1);
    return refuses(
      `bad-options/url-${name.toLowerCase()}`,
      { source: 'O', quote: urlType },
      { url },
      badParameter(`parameter.url should be String instead of ${name};`),
    );
  }),
  {
    id: 'call/bad-options/throwing-getter',
    source: 'D',
    quote: 'A getter that throws → `request:fail parameter error: <message>`, 1001.',
    run: async t => {
      const err = await new Promise<Fail>(fail => {
        const get = (): never => {
          throw new Error('no data today');
        };
        t.request()(Object.defineProperty({ url: t.url(), fail }, 'data', { enumerable: true, get }));
      });
      t.failsWith(err, 'request:fail parameter error: no data today', 1001);
      t.equal((await t.seen()).length, 0, 'the number of requests that reached the server');
    },
  },
];

const urlRule =
  'The text must start with `http://` or `https://` (any case; no leading space) and parse, else `request:fail invalid url "<url>"`, 600009.';
const credentials = 'User name or password in it: the same.';
const url = (id: string, text: string, needs: readonly Need[] = []): Case =>
  refuses(`bad-url/${id}`, { source: 'O', quote: urlRule, needs }, { url: text }, badUrl(text));
const withUser = (id: string, text: string): Case =>
  refuses(`bad-url/${id}`, { source: 'D', quote: credentials }, { url: text }, badUrl(text));

const badUrls: readonly Case[] = [
  url('no-scheme', 'www.server.test/p', [not(ownBaseUrl)]),
  url('empty', '', [not(ownBaseUrl)]),
  url('a-path', '/p', [not(ownBaseUrl)]),
  url('scheme-relative', '//server.test/p', [not(ownBaseUrl)]),
  url('other-scheme', 'ftp://server.test/'),
  url('data-url', 'data:text/plain,x'),
  url('one-slash', 'http:/server.test/'),
  url('leading-space', ' http://server.test/'),
  refuses(
    'bad-url/leading-space-and-a-base-url',
    { source: 'O', quote: urlRule, needs: [host], host: { baseUrl: 'http://server.test/' } },
    { url: ' http://server.test/' },
    badUrl(' http://server.test/'),
  ),
  url('no-host', 'http://'),
  url('port-out-of-range', 'http://server.test:65536/'),
  url('space-in-the-host', 'https://ser ver.test/'),
  withUser('user-name', 'http://u@server.test/'),
  withUser('password', 'http://u:p@server.test/'),
];

const methodRule = 'Any other, or not a string → `request:fail method is invalid`, 600005.';
const notSendable =
  'Legal, but not sendable here (browsers: TRACE, CONNECT) → `request:fail method TRACE is not supported on this platform`, 100.';
const wrongMethod = (id: string, value: unknown): Case =>
  refuses(`bad-method/${id}`, { source: 'O', quote: methodRule }, { method: value }, badMethod);

const badMethods: readonly Case[] = [
  wrongMethod('unknown', 'BREW'),
  wrongMethod('patch', 'PATCH'),
  wrongMethod('padded', ' GET'),
  wrongMethod('not-a-token', 'GET / HTTP/1.1'),
  wrongMethod('number', 1),
  wrongMethod('object', {}),
  ...['TRACE', 'CONNECT'].map(name =>
    refuses(
      `bad-method/${name.toLowerCase()}-not-sendable-here`,
      { source: 'D', quote: notSendable, needs: [not(method(name))] },
      { method: name },
      notHere(`method ${name}`),
    ),
  ),
];

/** SPEC §1: options, URLs and methods that are refused before anything is sent, and in which words. */
export const callRefusals: readonly Case[] = [...badOptions, ...badUrls, ...badMethods];
