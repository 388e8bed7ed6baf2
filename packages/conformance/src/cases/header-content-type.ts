import type { Case } from '../case.ts';
import type { Options } from '../tools.ts';
import { contentTypeAlways, not } from '../needs.ts';
import { shows } from './shows.ts';

const json = 'application/json';
const always = 'Default `application/json` on every request, GET included';
const none = "`''`, null, undefined count as not given.";
const withBody = "Host `contentType: 'with-body'` sends the default only with a body";
const pages =
  "that is the browser adapter's default, because on a bodyless GET the header says nothing and costs every cross-origin GET a preflight";
const post: Options = { method: 'POST', data: { a: 1 } };

/** SPEC §2: the request's content-type. */
export const headerContentType: readonly Case[] = [
  shows('content-type/default-with-a-body', 'T', always, { options: post, seen: { 'content-type': json } }),
  shows('content-type/default-on-get', 'O', always, {
    options: {},
    needs: [contentTypeAlways],
    seen: { 'content-type': json },
  }),
  ...['HEAD', 'OPTIONS', 'DELETE'].map(name =>
    shows(`content-type/default-on-${name.toLowerCase()}`, 'O', always, {
      options: { method: name },
      needs: [contentTypeAlways],
      seen: { 'content-type': json },
    }),
  ),
  shows('content-type/default-with-bytes', 'O', always, {
    options: { method: 'POST', data: new Uint8Array([1]).buffer },
    seen: { 'content-type': json },
  }),
  shows('content-type/default-with-a-string', 'T', always, {
    options: { method: 'POST', data: 'x' },
    seen: { 'content-type': json },
  }),
  shows('content-type/own-on-get', 'T', always, {
    options: { header: { 'CONTENT-TYPE': 'text/x; a=b' } },
    seen: { 'content-type': 'text/x; a=b' },
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
  shows('content-type/with-body-and-own', 'D', withBody, {
    options: { header: { 'content-type': 'text/x' } },
    host: { contentType: 'with-body' },
    seen: { 'content-type': 'text/x' },
  }),
  shows('content-type/with-body-of-no-bytes', 'D', withBody, {
    options: { method: 'POST', data: '' },
    host: { contentType: 'with-body' },
    seen: { 'content-type': json },
  }),
  shows('content-type/of-the-host', 'T', always, {
    options: post,
    host: { header: { 'Content-Type': 'text/x' } },
    seen: { 'content-type': 'text/x' },
  }),
  shows('content-type/a-page-spares-the-get', 'D', pages, {
    options: {},
    needs: [not(contentTypeAlways)],
    seen: { 'content-type': undefined },
  }),
  {
    id: 'header/content-type/a-plain-get-needs-no-preflight',
    source: 'D',
    quote: pages,
    needs: [not(contentTypeAlways)],
    run: async t => {
      await t.success({ url: t.url('/', t.server.other), data: { a: 1 } });
      t.equal((await t.preflights()).length, 0, 'the number of preflights');
    },
  },
  shows('content-type/always', 'T', always, {
    options: {},
    host: { contentType: 'always' },
    seen: { 'content-type': json },
  }),
];
