import * as assert from 'uvu/assert';
import { suite } from '../../../scripts/testing/suite.ts';
import type { Head, Sink } from '../src/adapter.ts';
import { TransportError } from '../src/errors.ts';
import { reset, unknown } from '../src/words.ts';
import { createFetchAdapter } from '../src/fetch.ts';
import { fetching, supports, send } from './support/fetching.ts';

/** A `fetch` that answers so. */
const answering = (response: object) => () =>
  Promise.resolve({ ...new Response(''), status: 200, url: site.origin, ...response } as never);

const site = fetching();
const { wire } = site;

const test = suite('core: the fetch adapter and its runtime');

test.before(site.open);
test.after(site.close);

test('every header is a pair; a Set-Cookie that a runtime has joined comes as it is', async () => {
  const headers = new Headers([
    ['set-cookie', 'a=1'],
    ['x-token', 't'],
    ['x-token', 'u'],
    ['set-cookie', 'b=2'],
  ]);
  const body = new Response('').body;
  const apart = await send({ fetch: answering({ headers, body }) }, wire('/'));
  const [token, cookies] = [['x-token', 't, u'] as const, ['a=1', 'b=2']];
  const told = { status: 200, url: site.origin };
  assert.equal(apart.heads, [
    { ...told, headers: [...cookies.map(cookie => ['set-cookie', cookie] as const), token] },
  ]);
  const old = {
    forEach: (visit: (value: string, name: string) => void) =>
      new Map([token, ['set-cookie', 'a=1, b=2']]).forEach(visit),
  };
  const joined = await send({ fetch: answering({ headers: old, body: new Response('').body }) }, wire('/'));
  assert.equal(joined.heads, [{ ...told, headers: [token, ['set-cookie', 'a=1, b=2']] }]);
});

test('the runtime says what kind of failure it was, and its error is the cause', async () => {
  const toError = (error: unknown, head: Head | undefined) =>
    new TransportError(head ? 'encoding' : 'refused', error);
  const cut = await send({ toError }, wire('/cut'));
  assert.equal(cut.error?.words, new TransportError('encoding').words);
  assert.instance(cut.error?.cause, TypeError);
  const refused = await send({ toError }, { ...wire('/'), url: 'http://127.0.0.1:1/' });
  assert.equal(refused.error?.words, new TransportError('refused').words);
  assert.is((await send({}, wire('/cut'))).error?.words, reset);
  assert.is((await send({}, { ...wire('/'), url: 'http://127.0.0.1:1/' })).error?.words, unknown);
});

test('fetch is looked up at each request', async () => {
  const real = globalThis.fetch;
  const asked: unknown[] = [];
  globalThis.fetch = (...args) => (asked.push(args), Promise.resolve(new Response('mocked')));
  try {
    assert.equal((await send({}, wire('/'))).chunks, ['mocked']);
  } finally {
    globalThis.fetch = real;
  }
  assert.is(asked.length, 1);
});

test('what the runtime adds to init, and the cache mode, reach fetch', async () => {
  const inits: Record<string, unknown>[] = [];
  const fetch = (_: string, init: object) => (inits.push({ ...init }), Promise.resolve(new Response('')));
  const init = () => ({ credentials: 'include' });
  await send({ fetch, init, supports: { ...supports, cache: true } }, wire('/', { cache: true }));
  await send({ fetch, init, supports: { ...supports, cache: true } }, wire('/'));
  await send({ fetch }, wire('/'));
  assert.equal(
    inits.map(({ credentials, cache, redirect }) => ({ credentials, cache, redirect })),
    [
      { credentials: 'include', cache: 'default', redirect: 'follow' },
      { credentials: 'include', cache: 'no-store', redirect: 'follow' },
      { credentials: undefined, cache: undefined, redirect: 'follow' },
    ],
  );
});

test('where there is no body stream the body comes as one chunk, and an empty one as none', async () => {
  const answer = (text: string) => () => {
    const { status, url, headers } = new Response('');
    return Promise.resolve({
      status,
      url,
      headers,
      arrayBuffer: () => Promise.resolve(new TextEncoder().encode(text).buffer),
    });
  };
  assert.equal((await send({ fetch: answer('whole') }, wire('/'))).chunks, ['whole']);
  assert.equal((await send({ fetch: answer('') }, wire('/'))).chunks, []);
});

test('empty reads never become chunks', async () => {
  const fetch = () => {
    const reads = [new Uint8Array(0), new Uint8Array([97]), undefined];
    const reader = {
      read: () => Promise.resolve({ done: reads.length === 0, value: reads.shift() }),
      cancel: () => Promise.resolve(),
    };
    const { status, url, headers } = new Response('');
    const arrayBuffer = () => Promise.reject(new Error('not asked for'));
    return Promise.resolve({ status, url, headers, body: { getReader: () => reader }, arrayBuffer });
  };
  assert.equal((await send({ fetch }, wire('/'))).chunks, ['a']);
});

test('what was measured comes with the end, and measuring ends with a failure, too', async () => {
  const ends: boolean[] = [];
  const measure = () => (isWhole: boolean) => (ends.push(isWhole), Promise.resolve({ protocol: 'h2' }));
  const adapter = createFetchAdapter({ name: 'test', supports, measure });
  const sink: Sink = { head: () => undefined, chunk: () => {}, onCancel: () => {} };
  assert.equal(await adapter.send(wire('/cookies', { profile: true }), sink), { protocol: 'h2' });
  assert.is(await adapter.send(wire('/cookies'), sink), undefined);
  await adapter.send({ ...wire('/'), url: 'http://127.0.0.1:1/', profile: true }, sink).catch(() => {});
  assert.equal(ends, [true, false]);
  const plain = createFetchAdapter({ name: 'test', supports });
  assert.is(await plain.send(wire('/cookies', { profile: true }), sink), undefined);
});

test('of a body that nobody wants 64 KiB are read, to keep the connection; at one byte more it is stopped', async () => {
  for (const [sizes, events] of [
    [
      [65535, 1],
      ['read', 'read', 'read'],
    ],
    [
      [65535, 1, 0, 1, 1],
      ['read', 'read', 'read', 'read', 'cancel'],
    ],
  ] as const) {
    const seen: string[] = [];
    const chunks = sizes.map(size => new Uint8Array(size));
    const reader = {
      read: () => (seen.push('read'), Promise.resolve({ done: chunks.length === 0, value: chunks.shift() })),
      cancel: () => Promise.resolve(seen.push('cancel')),
    };
    const fetch = answering({ headers: new Headers(), body: { getReader: () => reader } });
    assert.equal(await send({ fetch }, wire('/'), { head: 'discard' }), {
      ...{ heads: [{ status: 200, url: site.origin, headers: [] }], chunks: [], error: undefined },
    });
    assert.equal(seen, events);
  }
});

test.run();
