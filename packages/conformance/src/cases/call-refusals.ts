import type { Case } from '../case.ts';
import type { Options } from '../tools.ts';

/** A case that fails with these words, before anything is sent. */
function refuses(
  id: string,
  source: Case['source'],
  quote: string,
  options: Options,
  errMsg: string,
  errno: number,
): Case {
  return {
    id: `call/${id}`,
    source,
    quote,
    run: async t => {
      t.failsWith(await t.fail({ url: t.url(), ...options }), `request:fail ${errMsg}`, errno);
      t.equal((await t.seen()).length, 0, 'the number of requests that reached the server');
    },
  };
}

const badUrl =
  'The text must start with `http://` or `https://` (any case; no leading space) and parse, else `request:fail invalid url "<url>"`, 600009.';
const url = (id: string, text: string): Case =>
  refuses(`bad-url/${id}`, 'O', badUrl, { url: text }, `invalid url "${text}"`, 600009);
const methodRule = 'Any other, or not a string → `request:fail method is invalid`, 600005.';
const stringify =
  'Cannot be serialised (cycle, BigInt, symbol, throwing or undefined `toJSON`, lone surrogate in a query or form) → `request:fail fail to stringify data`, 600010.';
const headerRule =
  'A name or value that HTTP cannot carry (CR, LF, NUL, non-token name, character above U+00FF) → `request:fail invalid header "<name>"`, 600005: nothing is sent.';
const typeRule =
  '`url` not a string → `request:fail parameter error: parameter.url should be String instead of Undefined;`, 1001.';

const cycle: Record<string, unknown> = {};
cycle['self'] = cycle;
const post = (data: unknown): Options => ({ method: 'POST', data });

/** SPEC §1: what is refused before anything is sent, and in which words. */
export const callRefusals: readonly Case[] = [
  refuses(
    'bad-options/url-undefined',
    'O',
    typeRule,
    { url: undefined },
    'parameter error: parameter.url should be String instead of Undefined;',
    1001,
  ),
  refuses(
    'bad-options/url-number',
    'O',
    typeRule,
    { url: 12 },
    'parameter error: parameter.url should be String instead of Number;',
    1001,
  ),
  url('no-scheme', 'www.server.test/p'),
  url('other-scheme', 'ftp://server.test/'),
  url('leading-space', ' http://server.test/'),
  url('not-parsable', 'http://'),
  refuses(
    'bad-url/credentials',
    'D',
    'User name or password in it: the same.',
    { url: 'http://u:p@server.test/' },
    'invalid url "http://u:p@server.test/"',
    600009,
  ),
  refuses('bad-method/unknown', 'O', methodRule, { method: 'BREW' }, 'method is invalid', 600005),
  refuses('bad-method/not-a-string', 'O', methodRule, { method: 1 }, 'method is invalid', 600005),
  refuses('bad-method/patch', 'O', methodRule, { method: 'PATCH' }, 'method is invalid', 600005),
  refuses('bad-data/cycle', 'D', stringify, post(cycle), 'fail to stringify data', 600010),
  refuses('bad-data/symbol', 'D', stringify, post(Symbol('s')), 'fail to stringify data', 600010),
  refuses(
    'bad-data/throwing-to-json',
    'D',
    stringify,
    post({
      toJSON: () => {
        throw new Error('no');
      },
    }),
    'fail to stringify data',
    600010,
  ),
  refuses(
    'bad-data/lone-surrogate-in-a-query',
    'D',
    stringify,
    { data: { a: '\ud800' } },
    'fail to stringify data',
    600010,
  ),
  refuses(
    'bad-data/function',
    'D',
    'A function → `request:fail data should not be Function`',
    post(() => 1),
    'data should not be Function',
    600010,
  ),
  refuses(
    'bad-data/map',
    'D',
    'FormData, Blob, File, URLSearchParams, ReadableStream, Map, Set, Promise likewise with their name',
    post(new Map()),
    'data should not be Map',
    600010,
  ),
  refuses(
    'bad-data/promise',
    'D',
    'FormData, Blob, File, URLSearchParams, ReadableStream, Map, Set, Promise likewise with their name',
    post(Promise.resolve()),
    'data should not be Promise',
    600010,
  ),
  refuses(
    'bad-header/line-break',
    'D',
    headerRule,
    { header: { 'x-a': 'a\r\nx-b: c' } },
    'invalid header "x-a"',
    600005,
  ),
  refuses('bad-header/name', 'D', headerRule, { header: { 'x a': '1' } }, 'invalid header "x a"', 600005),
  refuses(
    'bad-header/above-latin-1',
    'D',
    headerRule,
    { header: { 'x-a': '名' } },
    'invalid header "x-a"',
    600005,
  ),
  refuses(
    'check-order/url-before-method',
    'D',
    'First failure wins: options, url type, url, data, method, header, certs',
    { url: 'nowhere', method: 'BREW' },
    'invalid url "nowhere"',
    600009,
  ),
  refuses(
    'check-order/data-before-method',
    'D',
    'First failure wins: options, url type, url, data, method, header, certs',
    { ...post(cycle), method: 'BREW' },
    'fail to stringify data',
    600010,
  ),
  refuses(
    'check-order/method-before-header',
    'D',
    'First failure wins: options, url type, url, data, method, header, certs',
    { method: 'BREW', header: { 'x a': '1' } },
    'method is invalid',
    600005,
  ),
  refuses(
    'check-order/header-before-certs',
    'D',
    'First failure wins: options, url type, url, data, method, header, certs',
    { header: { 'x a': '1' }, certs: ['x'] },
    'invalid header "x a"',
    600005,
  ),
];
