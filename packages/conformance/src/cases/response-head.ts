import type { Case } from '../case.ts';
import type { RawHeader } from '../script.ts';
import { host, not, setCookie } from '../needs.ts';

const lower = 'names lower case in every runtime';
const joined = 'repeats joined with `, `';
const latin1 = 'values read as Latin-1 as fetch does';
const titled = "Host `headerCase: 'title'` gives `Content-Type`, `Set-Cookie`, `X-Token` instead";

/** The server sends these headers; these entries are in `header`, `undefined` for one that must not be there. */
function shows(
  id: string,
  quote: string,
  headers: readonly RawHeader[],
  expected: readonly (readonly [string, string | undefined])[],
  hostOptions?: object,
): Case {
  return {
    id: `response/header/${id}`,
    source: 'D',
    quote,
    needs: hostOptions === undefined ? [] : [host],
    run: async t => {
      const { header } = await t.success({ url: t.respond({ headers }) }, hostOptions);
      const own = (name: string): string | undefined =>
        Object.prototype.hasOwnProperty.call(header, name) ? header[name] : undefined;
      const found = expected.map(([name]) => [name, own(name)]);
      t.equal(found, expected, 'entries of header');
    },
  };
}

const twice: readonly RawHeader[] = [
  ['x-a', '1'],
  ['x-b', '0'],
  ['X-A', '2, 3'],
];

const headers: readonly Case[] = [
  {
    id: 'response/header/a-plain-object',
    source: 'O',
    quote: 'A plain object',
    run: async t => {
      const { header } = await t.success({ url: t.url() });
      const parent: unknown = Object.getPrototypeOf(header);
      t.ok(
        parent === Object.prototype || parent === null,
        'the prototype of header',
        "a plain object's",
        Object.prototype.toString.call(header),
      );
      const odd = Object.keys(header).filter(name => typeof header[name] !== 'string');
      t.equal(odd, [], 'names whose value is no string');
    },
  },
  shows(
    'lower-case',
    lower,
    [['X-Token', 'a']],
    [
      ['x-token', 'a'],
      ['X-Token', undefined],
    ],
  ),
  shows('repeats', joined, twice, [['x-a', '1, 2, 3']]),
  shows('latin-1', latin1, [['x-a', 'gr\u00f6\u00dfe']], [['x-a', 'gr\u00f6\u00dfe']]),
  shows('latin-1-and-never-utf-8', latin1, [['x-a', '\u00c3\u00b6']], [['x-a', '\u00c3\u00b6']]),
  shows('empty-value', latin1, [['x-a', '']], [['x-a', '']]),
  shows('spaces-around-a-value-go', latin1, [['x-a', '  a b \t']], [['x-a', 'a b']]),
  shows('a-name-that-objects-have', joined, [['constructor', 'a']], [['constructor', 'a']]),
  shows(
    'title-case',
    titled,
    [
      ['x-token', 'a'],
      ['CONTENT-LANGUAGE', 'de'],
      ['etag', '"e"'],
    ],
    [
      ['X-Token', 'a'],
      ['Content-Language', 'de'],
      ['Etag', '"e"'],
      ['x-token', undefined],
    ],
    { headerCase: 'title' },
  ),
  {
    id: 'response/header/title-case-in-the-headers-event',
    source: 'D',
    quote: titled,
    needs: [host],
    run: async t => {
      const call = t.listen({ url: t.respond({ headers: [['x-token', 'a']] }) }, { headerCase: 'title' });
      await t.succeeded(call);
      const [first] = call.events;
      const value = first?.name === 'headersReceived' ? first.value.header['X-Token'] : undefined;
      t.equal(value, 'a', "X-Token in the event's header");
    },
  },
];

const whole = 'Each `Set-Cookie` is one string of `cookies`, whole, commas included';
const none = '`[]` where there is none or the runtime hides them (browsers)';
const noJar = 'nothing is kept or sent that the developer did not set';
const dated = 'a=1; Expires=Wed, 21 Oct 2036 07:28:00 GMT';
const both: readonly RawHeader[] = [
  ['set-cookie', dated],
  ['Set-Cookie', 'b=2; Path=/'],
  ['set-cookie', 'a=3'],
];

const cookies: readonly Case[] = [
  {
    id: 'response/cookies/each-whole',
    source: 'T',
    quote: whole,
    needs: [setCookie],
    run: async t => {
      const { cookies: found } = await t.success({ url: t.respond({ headers: both }) });
      t.equal(found, [dated, 'b=2; Path=/', 'a=3'], 'cookies');
    },
  },
  {
    id: 'response/cookies/in-the-header-too',
    source: 'D',
    quote: whole,
    needs: [setCookie],
    run: async t => {
      const { header } = await t.success({ url: t.respond({ headers: both }) });
      t.equal(header['set-cookie'], `${dated}, b=2; Path=/, a=3`, 'set-cookie in header');
    },
  },
  {
    id: 'response/cookies/none',
    source: 'T',
    quote: none,
    run: async t => {
      t.equal((await t.success({ url: t.url() })).cookies, [], 'cookies');
    },
  },
  {
    id: 'response/cookies/hidden',
    source: 'D',
    quote: none,
    needs: [not(setCookie)],
    run: async t => {
      t.equal((await t.success({ url: t.respond({ headers: both }) })).cookies, [], 'cookies');
    },
  },
  ...['the-next-request', 'a-redirect'].map((id, i): Case => ({
    id: `response/cookies/none-is-sent-with-${id}`,
    source: 'D',
    quote: noJar,
    needs: [setCookie],
    run: async t => {
      const cookie: RawHeader = ['set-cookie', 'a=1; Path=/'];
      const url = t.url('/next');
      if (i === 0) await t.success({ url: t.respond({ headers: [cookie] }) });
      else await t.success({ url: t.respond({ status: 302, headers: [cookie, ['location', url]] }) });
      if (i === 0) await t.success({ url });
      const next = (await t.seen(2)).find(one => one.target === '/next');
      const names = next?.headers.map(([name]) => name.toLowerCase());
      t.equal(names?.includes('cookie'), false, 'whether the second request had a cookie');
    },
  })),
];

/** SPEC §3: header and cookies. */
export const responseHead: readonly Case[] = [...headers, ...cookies];
