import type { Case } from '../case.ts';
import { seenHeader } from '../address.ts';
import { host } from '../needs.ts';
import { sends, sent } from './sent.ts';

const form = { 'content-type': 'application/x-www-form-urlencoded' };

function carries(method: string): Case {
  return {
    id: `body/methods/${method.toLowerCase()}-carries`,
    source: 'O',
    quote: 'POST, PUT, DELETE and `extraMethods` carry a body',
    run: async t => {
      const seen = await sent(t, { method, data: { a: 1 } });
      t.equal(
        { method: seen.method, text: seen.text },
        { method, text: '{"a":1}' },
        'the request that the server saw',
      );
    },
  };
}

function carriesNone(method: string): Case {
  return {
    id: `body/methods/${method.toLowerCase()}-carries-none`,
    source: 'O',
    quote: 'GET, HEAD, OPTIONS, TRACE, CONNECT never, and only GET puts data into the URL',
    needs: [{ what: `the method ${method}`, met: a => a.methods.includes(method) }],
    run: async t => {
      const { text, target } = await sent(t, { url: t.url('/p'), method, data: { a: 1 } });
      t.equal({ text, target }, { text: '', target: '/p' }, 'the body and the target that the server saw');
    },
  };
}

const methods: readonly Case[] = [
  carries('POST'),
  carries('PUT'),
  carries('DELETE'),
  {
    id: 'body/methods/extra-method-carries',
    source: 'O',
    quote: 'POST, PUT, DELETE and `extraMethods` carry a body',
    needs: [host],
    run: async t => {
      const { method, text } = await sent(
        t,
        { method: 'PATCH', data: { a: 1 } },
        { extraMethods: ['PATCH'] },
      );
      t.equal({ method, text }, { method: 'PATCH', text: '{"a":1}' }, 'the request that the server saw');
    },
  },
  {
    id: 'body/methods/get-carries-none',
    source: 'O',
    quote: 'GET, HEAD, OPTIONS, TRACE, CONNECT never, and only GET puts data into the URL',
    run: async t => {
      const { text, target } = await sent(t, { url: t.url('/p'), method: 'GET', data: { a: 1 } });
      t.equal(
        { text, target },
        { text: '', target: '/p?a=1' },
        'the body and the target that the server saw',
      );
    },
  },
  ...['POST', 'PUT', 'DELETE'].map((name): Case => ({
    id: `body/methods/${name.toLowerCase()}-leaves-the-url-alone`,
    source: 'O',
    quote: 'only GET puts data into the URL',
    run: async t => {
      const { target } = await sent(t, { url: t.url('/p?x=1'), method: name, data: { a: 1 } });
      t.equal(target, '/p?x=1', 'the target that the server saw');
    },
  })),
  {
    id: 'body/methods/get-ignores-the-content-type',
    source: 'O',
    quote: 'only GET puts data into the URL',
    run: async t => {
      const { text, target } = await sent(t, {
        url: t.url('/p'),
        method: 'GET',
        header: form,
        data: { a: [1] },
      });
      const seen = { text: '', target: '/p?a=%5B1%5D' };
      t.equal({ text, target }, seen, 'the body and the target that the server saw');
    },
  },
  carriesNone('HEAD'),
  carriesNone('OPTIONS'),
  carriesNone('TRACE'),
];

const conversionRule =
  'The conversion follows the content-type for every method with a body: containing `application/x-www-form-urlencoded` → form, else JSON.';
const withCharset = { 'Content-Type': 'application/x-www-form-urlencoded; charset=utf-8' };

const byContentType: readonly Case[] = [
  sends('by-content-type/json-by-default', 'T', conversionRule, { data: { a: 'x y' } }, '{"a":"x y"}'),
  sends('by-content-type/form', 'T', conversionRule, { header: form, data: { a: 'x y' } }, 'a=x%20y'),
  sends('by-content-type/with-charset', 'O', conversionRule, { header: withCharset, data: { a: 1 } }, 'a=1'),
  sends(
    ...(['by-content-type/other-is-json', 'O', conversionRule] as const),
    { header: { 'content-type': 'text/plain' }, data: { a: 1 } },
    '{"a":1}',
  ),
  sends(
    'by-content-type/json',
    'T',
    conversionRule,
    { header: { 'Content-Type': 'application/json; charset=utf-8' }, data: { a: 1 } },
    '{"a":1}',
  ),
  sends(
    'by-content-type/multipart-is-json',
    'O',
    conversionRule,
    { header: { 'content-type': 'multipart/form-data' }, data: { a: 1 } },
    '{"a":1}',
  ),
  ...[{ header: form }, { extraMethods: ['PATCH'] }].map((given): Case => ({
    id: `body/by-content-type/${'header' in given ? 'of-the-host' : 'extra-method'}`,
    source: 'O',
    quote: conversionRule,
    needs: [host],
    run: async t => {
      const own = 'header' in given ? {} : { method: 'PATCH', header: form };
      t.equal((await sent(t, { data: { a: 1 }, ...own }, given)).text, 'a=1', 'the body that the server saw');
    },
  })),
  sends('by-content-type/put', 'O', conversionRule, { method: 'PUT', header: form, data: { a: 1 } }, 'a=1'),
  sends(
    'by-content-type/delete',
    'O',
    conversionRule,
    { method: 'DELETE', header: form, data: { a: 1 } },
    'a=1',
  ),
];

function saysNothing(method: string): Case {
  return {
    id: `body/none/${method.toLowerCase()}-says-length-0`,
    source: 'D',
    quote: '`undefined` → no body; POST and PUT then say `content-length: 0`.',
    run: async t => {
      const seen = await sent(t, { method });
      const length = seenHeader(seen, 'content-length');
      t.equal({ body: seen.body, length }, { body: '', length: '0' }, 'body and content-length');
    },
  };
}

const none: readonly Case[] = [
  saysNothing('POST'),
  saysNothing('PUT'),
  {
    id: 'body/none/delete',
    source: 'O',
    quote: '`undefined` → no body',
    run: async t => {
      t.equal(
        (await sent(t, { method: 'DELETE', data: undefined })).body,
        '',
        'the body that the server saw',
      );
    },
  },
  {
    id: 'body/none/get-says-no-length',
    source: 'D',
    quote: 'POST and PUT then say `content-length: 0`',
    run: async t => {
      const length = seenHeader(await sent(t, { method: 'GET' }), 'content-length');
      t.equal(length, undefined, 'the content-length that the server saw');
    },
  },
];

/** SPEC §2: which requests carry a body, and in which form. */
export const body: readonly Case[] = [...methods, ...byContentType, ...none];
