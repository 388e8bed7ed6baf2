import type { Hostile } from './hostile.ts';
import { asking, changed, option } from './around.ts';
import { sending } from './hostile.ts';

function isPlain(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  const parent: unknown = Object.getPrototypeOf(value);
  return parent === Object.prototype || parent === Array.prototype || parent === null;
}

function query(data: object): string {
  return Object.entries(data)
    .map(
      ([key, value]) =>
        `${encodeURIComponent(key)}=${encodeURIComponent(isPlain(value) ? JSON.stringify(value) : String(value))}`,
    )
    .join('&');
}

const method = (options: object) => String(option(options, 'method') ?? 'GET').toUpperCase();

/** Merges a GET's data into the URL by itself. */
const merging = (merge: (url: string, query: string) => string) =>
  asking(options => {
    const [url, data] = [option(options, 'url'), option(options, 'data')];
    const isMerged =
      method(options) === 'GET' && typeof url === 'string' && isPlain(data) && Object.keys(data).length > 0;
    if (!isMerged) return options;
    let text = '';
    try {
      text = query(data);
    } catch {
      return options;
    }
    return changed(options, { url: merge(url, text), data: undefined });
  });

/** `request` functions that send data or methods wrongly (SPEC §2). */
export const hostileOptions: readonly Hostile[] = [
  {
    name: 'sends a GET’s data as its body',
    subject: sending(({ method, url }) => {
      const [path = '', text] = url.split('?');
      return method === 'GET' && text !== undefined
        ? { url: path, body: new TextEncoder().encode(text) }
        : {};
    }),
    only: ['url/', 'body/'],
    breaks: [
      'url/get-query/pairs',
      'url/get-merge/appended',
      'url/fragment/query-before-it',
      'url/get-other/string-beside-a-query',
      'body/methods/get-carries-none',
    ],
    within: ['url/get-query/', 'url/get-merge/', 'url/fragment/', 'url/get-other/', 'body/methods/'],
  },
  {
    name: 'puts a POST’s data into the query',
    subject: asking(options => {
      const [url, data] = [option(options, 'url'), option(options, 'data')];
      return method(options) === 'POST' && isPlain(data)
        ? changed(options, { url: `${String(url)}?${query(data)}`, data: undefined })
        : options;
    }),
    only: ['url/', 'body/'],
    breaks: [
      'body/methods/post-carries',
      'body/by-content-type/json-by-default',
      'body/json/object',
      'body/form/fields',
    ],
    within: ['body/methods/', 'body/by-content-type/', 'body/json/', 'body/form/'],
  },
  {
    name: 'merges the query behind the fragment',
    subject: merging((url, text) =>
      url.includes('#')
        ? url + (url.includes('?') ? '&' : '?') + text
        : url + (url.includes('?') ? '&' : '?') + text,
    ),
    only: ['url/'],
    breaks: ['url/get-query/nested-date', 'url/get-merge/replaced-in-place', 'url/fragment/query-before-it'],
    within: ['url/get-query/', 'url/get-merge/', 'url/fragment/'],
  },
  {
    name: 'loses ?x when it merges',
    subject: merging((url, text) => {
      const [path = '', before = ''] = url.split('?');
      const kept = before.split('&').filter(piece => piece.includes('='));
      return `${path}?${[...kept, text].join('&')}`;
    }),
    only: ['url/'],
    breaks: ['url/get-query/nested-date', 'url/get-merge/replaced-in-place', 'url/fragment/query-before-it'],
    within: ['url/get-query/', 'url/get-merge/', 'url/fragment/'],
  },
  {
    name: 'writes spaces of a query as plus signs',
    subject: merging((url, text) => url + (url.includes('?') ? '&' : '?') + text.replaceAll('%20', '+')),
    only: ['url/get-query'],
    breaks: [
      'url/get-query/encoded',
      'url/get-query/keys-and-values-encoded',
      'url/get-query/every-kind-of-value',
      'url/get-query/nested-date',
      'url/get-query/nested-view',
    ],
  },
  {
    name: 'writes nested fields of a form as JSON',
    subject: asking(options => {
      const [header, data] = [option(options, 'header'), option(options, 'data')];
      const isForm = /x-www-form-urlencoded/.test(JSON.stringify(header) ?? '');
      return isForm && isPlain(data) && !Array.isArray(data) && method(options) !== 'GET'
        ? changed(options, {
            data: Object.fromEntries(
              Object.entries(data).map(([key, value]) => [
                key,
                isPlain(value) ? JSON.stringify(value) : value,
              ]),
            ),
          })
        : options;
    }),
    only: ['body/'],
    breaks: [
      'body/form/nested-object',
      'body/form/nested-array',
      'body/form/every-kind-of-value',
      'body/form/own-text',
    ],
  },
  {
    name: 'knows methods only in upper case',
    subject: asking(options => {
      const given = option(options, 'method');
      return typeof given === 'string' && given !== given.toUpperCase()
        ? changed(options, { method: 'NONE' })
        : options;
    }),
    breaks: [
      'call/bad-method/lower-case',
      'call/bad-method/mixed-case',
      'call/bad-method/extra-method-in-any-case',
    ],
  },
  {
    name: 'asks with HEAD as with GET',
    subject: sending(({ method }) => (method === 'HEAD' ? { method: 'GET' } : {})),
    breaks: [
      'call/bad-method/head-is-legal',
      'response/empty/head',
      'response/empty/head-as-bytes',
      'task/order/head-has-no-chunk',
      'redirect/follow/302-after-head',
      'redirect/follow/303-after-head',
      'redirect/follow/307-after-head',
    ],
  },
];
