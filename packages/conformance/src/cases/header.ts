import type { Case } from '../case.ts';
import type { Need } from '../needs.ts';
import type { Options, Tools } from '../tools.ts';
import { seenHeader } from '../address.ts';
import { contentTypeAlways, header as sendable, host, method } from '../needs.ts';

/** Sends these options and gives the values of these headers as the server saw them. */
async function seenAll(
  t: Tools,
  names: readonly string[],
  options: Options,
  hostOptions?: object,
): Promise<object> {
  await t.success({ url: t.url(), ...options }, hostOptions);
  const seen = await t.arrived();
  return Object.fromEntries(names.map(name => [name, seenHeader(seen, name)]));
}

interface Sent {
  readonly options: Options;
  readonly host?: object;
  readonly needs?: readonly Need[];
  /** What the server sees; undefined: that it does not come. */
  readonly seen: Readonly<Record<string, string | undefined>>;
}

function shows(
  id: string,
  source: Case['source'],
  quote: string,
  { options, host: given, needs = [], seen }: Sent,
): Case {
  return {
    id: `header/${id}`,
    source,
    quote,
    needs: given === undefined ? needs : [host, ...needs],
    run: async t => {
      t.equal(await seenAll(t, Object.keys(seen), options, given), seen, 'the headers that the server saw');
    },
  };
}

const json = 'application/json';
const always = 'Default `application/json` on every request, GET included';
const none = "`''`, null, undefined count as not given.";
const withBody = "Host `contentType: 'with-body'` sends the default only with a body";
const post: Options = { method: 'POST', data: { a: 1 } };

const contentType: readonly Case[] = [
  shows('content-type/default-with-a-body', 'T', always, { options: post, seen: { 'content-type': json } }),
  shows('content-type/default-on-get', 'O', always, {
    options: {},
    needs: [contentTypeAlways],
    seen: { 'content-type': json },
  }),
  shows('content-type/own', 'T', always, {
    options: { ...post, header: { 'Content-Type': 'text/x' } },
    seen: { 'content-type': 'text/x' },
  }),
  ...['', null, undefined].map(value =>
    shows(`content-type/${value === '' ? 'empty' : String(value)}`, 'O', none, {
      options: { ...post, header: { 'content-type': value } },
      seen: { 'content-type': json },
    }),
  ),
  shows('content-type/with-body-on-get', 'D', withBody, {
    options: {},
    host: { contentType: 'with-body' },
    seen: { 'content-type': undefined },
  }),
  shows('content-type/with-body-on-post', 'D', withBody, {
    options: post,
    host: { contentType: 'with-body' },
    seen: { 'content-type': json },
  }),
  shows('content-type/always', 'T', always, {
    options: {},
    host: { contentType: 'always' },
    seen: { 'content-type': json },
  }),
];

const left = '`null`, `undefined` → left out; anything else `String(v)`.';
const lastWins = 'Names equal but for case: the last wins.';
const under = "lies under the developer's.";

const values: readonly Case[] = [
  shows('values/string', 'O', 'String as is', {
    options: { header: { 'x-a': 'a, b;c="d"' } },
    seen: { 'x-a': 'a, b;c="d"' },
  }),
  shows('values/number-and-boolean', 'O', left, {
    options: { header: { 'x-a': 1, 'x-b': true } },
    seen: { 'x-a': '1', 'x-b': 'true' },
  }),
  shows('values/object', 'O', left, {
    options: { header: { 'x-a': {} } },
    seen: { 'x-a': '[object Object]' },
  }),
  shows('values/null-and-undefined', 'D', left, {
    options: { header: { 'x-a': null, 'x-b': undefined } },
    seen: { 'x-a': undefined, 'x-b': undefined },
  }),
  shows('values/array', 'D', 'array → its elements by these rules, joined with `, `', {
    options: { header: { 'x-a': ['p', 1] } },
    seen: { 'x-a': 'p, 1' },
  }),
  shows('values/last-of-equal-names', 'D', lastWins, {
    options: { header: { 'X-A': '1', 'x-a': '2' } },
    seen: { 'x-a': '2' },
  }),
  shows('values/host-header-under', 'D', under, {
    options: { header: { 'X-A': 'mine' } },
    host: { header: { 'x-a': 'host', 'x-b': 'host' } },
    seen: { 'x-a': 'mine', 'x-b': 'host' },
  }),
  shows('values/host-header-function', 'D', under, {
    options: {},
    host: { header: () => ({ 'x-b': 'host' }) },
    seen: { 'x-b': 'host' },
  }),
];

const dropped = "The developer's `Referer` is dropped.";
const transportRule = 'belong to the transport: dropped.';
const sentWhere = '`cookie`, `host`, `origin`, `user-agent` are sent where the runtime allows.';
const framing = { Expect: 'x', TE: 'gzip', Trailer: 'x-a', Upgrade: 'h2c', 'Proxy-Authorization': 'x' };

const transport: readonly Case[] = [
  {
    id: 'header/referer/the-developers-is-dropped',
    source: 'T',
    quote: dropped,
    run: async t => {
      await t.success({ url: t.url(), header: { Referer: 'http://elsewhere.test/' } });
      const seen = seenHeader(await t.arrived(), 'referer');
      t.ok(
        seen?.includes('elsewhere') !== true,
        'the referer that the server saw',
        "not the developer's",
        seen,
      );
    },
  },
  shows('referer/the-hosts-is-sent', 'T', 'Host `referer` is sent where the runtime allows.', {
    options: {},
    host: { referer: 'https://servicewechat.com/wx1/1/page-frame.html' },
    needs: [sendable('referer')],
    seen: { referer: 'https://servicewechat.com/wx1/1/page-frame.html' },
  }),
  shows('transport/framing-is-dropped', 'D', transportRule, {
    options: { header: framing },
    seen: {
      expect: undefined,
      te: undefined,
      trailer: undefined,
      upgrade: undefined,
      'proxy-authorization': undefined,
    },
  }),
  shows('transport/content-length-is-dropped', 'D', transportRule, {
    options: { ...post, header: { 'Content-Length': '1' } },
    seen: { 'content-length': '7' },
  }),
  ...(['cookie', 'origin', 'user-agent'] as const).map(name =>
    shows(`transport/${name}-is-sent`, 'D', sentWhere, {
      options: { header: { [name]: 'http://x.test' } },
      needs: [sendable(name)],
      seen: { [name]: 'http://x.test' },
    }),
  ),
  shows('transport/host-is-sent', 'D', '`host` changes the header only', {
    options: { header: { host: 'other.test' } },
    needs: [sendable('host')],
    seen: { host: 'other.test' },
  }),
  shows(
    'transport/trace-carries-no-credentials',
    'D',
    'TRACE carries neither `cookie` nor `authorization`.',
    {
      options: { method: 'TRACE', header: { cookie: 'a=1', authorization: 'x' } },
      needs: [method('TRACE')],
      seen: { cookie: undefined, authorization: undefined },
    },
  ),
];

/** SPEC §2: the request's header. */
export const header: readonly Case[] = [...contentType, ...values, ...transport];
