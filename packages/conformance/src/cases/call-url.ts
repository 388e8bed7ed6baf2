import type { Case } from '../case.ts';
import { host, method, ownBaseUrl } from '../needs.ts';

const methodsRule = "`undefined`, null, `''` → GET; else upper-cased.";
const legal = 'Legal: OPTIONS GET HEAD POST PUT DELETE TRACE CONNECT.';
const methodSeen = 'the method that the server saw';

function becomes(id: string, source: Case['source'], given: unknown, seen: string): Case {
  return {
    id: `call/bad-method/${id}`,
    source,
    quote: methodsRule,
    run: async t => {
      await t.success({ url: t.url(), method: given });
      t.equal((await t.arrived()).method, seen, methodSeen);
    },
  };
}

const methods: readonly Case[] = [
  becomes('none-is-get', 'T', undefined, 'GET'),
  becomes('null-is-get', 'O', null, 'GET'),
  becomes('empty-is-get', 'O', '', 'GET'),
  becomes('lower-case', 'O', 'delete', 'DELETE'),
  becomes('mixed-case', 'O', 'Put', 'PUT'),
  ...['OPTIONS', 'GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'TRACE'].map((name): Case => ({
    id: `call/bad-method/${name.toLowerCase()}-is-legal`,
    source: 'T',
    quote: legal,
    needs: [method(name)],
    run: async t => {
      await t.success({ url: t.url(), method: name });
      t.equal((await t.arrived()).method, name, methodSeen);
    },
  })),
  {
    id: 'call/bad-method/extra-method-in-any-case',
    source: 'D',
    quote: "Host `extraMethods: ['PATCH']` adds some (the most frequent wish of users).",
    needs: [host],
    run: async t => {
      await t.success({ url: t.url(), method: 'patch' }, { extraMethods: ['PATCH'] });
      t.equal((await t.arrived()).method, 'PATCH', methodSeen);
    },
  },
];

const against = 'Where the host has a `baseUrl`, a URL without a scheme resolves against it';

function resolves(id: string, text: string, target: string): Case {
  return {
    id: `call/bad-url/${id}`,
    source: 'D',
    quote: against,
    needs: [host],
    run: async t => {
      await t.success({ url: text }, { baseUrl: t.url('/a/b?q#f') });
      t.equal((await t.arrived()).target, target, 'the target that the server saw');
    },
  };
}

const urls: readonly Case[] = [
  {
    id: 'call/bad-url/scheme-in-any-case',
    source: 'O',
    quote: 'The text must start with `http://` or `https://` (any case; no leading space)',
    run: async t => {
      await t.success({ url: t.url('/p').replace(/^http/, 'HtTP') });
      t.equal((await t.arrived()).target, '/p', 'the target that the server saw');
    },
  },
  resolves('base-url-and-a-name', 'c?x=1', '/a/c?x=1'),
  resolves('base-url-and-dots', '../c', '/c'),
  resolves('base-url-and-a-query', '?x=1', '/a/b?x=1'),
  resolves('base-url-and-nothing', '', '/a/b?q'),
  {
    id: 'call/bad-url/base-url-and-an-absolute-path',
    source: 'D',
    quote: against,
    needs: [host],
    run: async t => {
      await t.success({ url: `/${t.token}/p` }, { baseUrl: t.url('/a/b') });
      t.equal((await t.arrived()).target, '/p', 'the target that the server saw');
    },
  },
  {
    id: 'call/bad-url/base-url-and-data',
    source: 'D',
    quote: against,
    needs: [host],
    run: async t => {
      await t.success({ url: 'c?x=1', data: { y: 2 } }, { baseUrl: t.url('/a/b') });
      t.equal((await t.arrived()).target, '/a/c?x=1&y=2', 'the target that the server saw');
    },
  },
  {
    id: 'call/bad-url/base-url-is-not-for-whole-urls',
    source: 'D',
    quote: against,
    needs: [host],
    run: async t => {
      await t.success({ url: t.url('/p') }, { baseUrl: 'https://elsewhere.invalid/' });
      t.equal((await t.arrived()).target, '/p', 'the target that the server saw');
    },
  },
  {
    id: 'call/bad-url/base-url-is-not-for-other-schemes',
    source: 'D',
    quote: against,
    needs: [host],
    run: async t => {
      const err = await t.fail({ url: 'ftp://server.test/' }, { baseUrl: t.url('/') });
      t.failsWith(err, 'request:fail invalid url "ftp://server.test/"', 600009);
    },
  },
  {
    id: 'call/bad-url/a-base-url-of-its-own',
    source: 'D',
    quote: "the browser adapter's default is the page's base URL, others have none",
    needs: [ownBaseUrl],
    run: async t => {
      await t.success({ url: `/${t.token}/p` });
      t.equal((await t.arrived()).target, '/p', 'the target that the server saw');
    },
  },
];

/** SPEC §1: methods and URLs that are taken, and what becomes of them. */
export const callUrl: readonly Case[] = [...methods, ...urls];
