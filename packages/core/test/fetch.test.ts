import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import * as assert from 'uvu/assert';
import { suite } from '../../../scripts/testing/suite.ts';
import type { Head, Hops, Sink, Supports, WireRequest } from '../src/adapter.ts';
import { TransportError } from '../src/errors.ts';
import { reset, unknown, type Words } from '../src/words.ts';
import { carry } from '../src/carry.ts';
import { createFetchAdapter, type FetchAdapterOptions } from '../src/fetch.ts';

const supports: Supports = {
  methods: ['GET', 'POST'],
  unsendableHeaders: [],
  defaultHeaders: [],
  chunks: true,
  setCookie: true,
  hops: undefined,
  failureKinds: ['reset'],
  pins: undefined,
  queue: true,
  profile: false,
  http2: false,
  cache: false,
};
const hops: Hops = {
  follow: (send, request, traveller) => {
    carry(send, request, traveller);
  },
};

const seen: { method?: string | undefined; headers?: http.IncomingHttpHeaders; body?: string }[] = [];
const closed: string[] = [];
const server = http.createServer(async (request, response) => {
  request.socket.once('close', () => closed.push(request.url ?? ''));
  let body = '';
  for await (const piece of request) body += String(piece);
  seen.push({ method: request.method, headers: request.headers, body });
  if (request.url === '/cookies')
    response.setHeader('set-cookie', ['a=1; Expires=Wed, 21 Oct 2026 07:28:00 GMT', 'b=2']);
  if (request.url === '/moved') return response.writeHead(302, { location: '/cookies' }).end('moved');
  if (request.url === '/hang') return;
  if (request.url === '/big') return response.end(Buffer.alloc(200_000));
  response.write('one');
  if (request.url === '/cut') return setTimeout(() => request.socket.destroy(), 20);
  if (request.url === '/stall') return;
  response.end();
});
let origin = '';

const test = suite('core: the fetch adapter');

test.before(async () => {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
test.after(() => {
  server.closeAllConnections();
  server.close();
});

function wire(path: string, more: Partial<WireRequest> = {}): WireRequest {
  const rest = { headers: [], body: undefined, pins: [], profile: false, http2: false, cache: false };
  return { url: origin + path, method: 'GET', ...rest, ...more };
}

async function send(
  options: Partial<FetchAdapterOptions>,
  request: WireRequest,
  answer?: {
    head?: 'discard';
    onChunk?: (cancel: () => void) => void;
    onCancel?: (cancel: () => void) => void;
  },
) {
  const heads: Head[] = [];
  const chunks: string[] = [];
  let cancel = () => {};
  const sink: Sink = {
    head: head => (heads.push(head), answer?.head),
    chunk(bytes) {
      chunks.push(new TextDecoder().decode(bytes));
      answer?.onChunk?.(cancel);
    },
    onCancel(hook) {
      cancel = hook;
      answer?.onCancel?.(hook);
    },
  };
  const adapter = createFetchAdapter({ name: 'test', supports, ...options });
  const error: { words?: Words; cause?: unknown } | undefined = await adapter.send(request, sink).then(
    () => undefined,
    (thrown: object) => thrown,
  );
  return { heads, chunks, error };
}

test('each Set-Cookie is a pair of its own, commas included', async () => {
  const { heads, chunks } = await send({}, wire('/cookies'));
  assert.equal(
    heads[0]?.headers.filter(([name]) => name === 'set-cookie'),
    [
      ['set-cookie', 'a=1; Expires=Wed, 21 Oct 2026 07:28:00 GMT'],
      ['set-cookie', 'b=2'],
    ],
  );
  assert.is(heads[0]?.url, `${origin}/cookies`);
  assert.is(chunks.join(''), 'one');
});

const answering = (response: object) => () =>
  Promise.resolve({ ...new Response(''), status: 200, url: origin, ...response } as never);

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
  const told = { status: 200, url: origin };
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

test('method, header and bytes are sent as they are, with nothing added to the body', async () => {
  const body = new TextEncoder().encode('{"a":1}');
  await send({}, wire('/', { method: 'POST', headers: [['x-token', 't']], body }));
  const last = seen.at(-1);
  assert.is(last?.method, 'POST');
  assert.is(last?.headers?.['x-token'], 't');
  assert.is(last?.headers?.['content-type'], undefined);
  assert.is(last?.body, '{"a":1}');
});

test('a redirect is followed, and the final address told', async () => {
  const { heads } = await send({}, wire('/moved'));
  assert.is(heads[0]?.status, 200);
  assert.is(heads[0]?.url, `${origin}/cookies`);
});

test('where core follows redirects, the 3xx head comes as it is, and its body can be discarded', async () => {
  const { heads, chunks, error } = await send({ supports: { ...supports, hops } }, wire('/moved'), {
    head: 'discard',
  });
  assert.is(heads[0]?.status, 302);
  assert.is(heads[0]?.url, undefined);
  assert.equal(chunks, []);
  assert.is(error, undefined);
});

test('a discarded body that is large is stopped, without an error', async () => {
  const before = closed.length;
  const { chunks, error } = await send({}, wire('/big'), { head: 'discard' });
  assert.equal(chunks, []);
  assert.is(error, undefined);
  while (closed.length === before) await new Promise(resolve => setTimeout(resolve, 5));
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
      ...{ heads: [{ status: 200, url: origin, headers: [] }], chunks: [], error: undefined },
    });
    assert.equal(seen, events);
  }
});

test('a cancel before the head ends the exchange, and the server sees the close', async () => {
  const { heads, error } = await send({}, wire('/hang'), { onCancel: cancel => setTimeout(cancel, 30) });
  assert.equal(heads, []);
  assert.is(error?.words, unknown);
  while (!closed.includes('/hang')) await new Promise(resolve => setTimeout(resolve, 5));
});

test('a cancel inside the body does, too', async () => {
  const { chunks, error } = await send({}, wire('/stall'), { onChunk: cancel => cancel() });
  assert.equal(chunks, ['one']);
  assert.ok(error);
  while (!closed.includes('/stall')) await new Promise(resolve => setTimeout(resolve, 5));
});

test('a cancel that was asked for before the start sends nothing', async () => {
  const before = seen.length;
  const { error } = await send({}, wire('/'), { onCancel: cancel => cancel() });
  assert.ok(error);
  await send({}, wire('/cookies'));
  assert.is(seen.length, before + 1);
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
  let ends = 0;
  const measure = () => () => ((ends += 1), { protocol: 'h2' });
  const adapter = createFetchAdapter({ name: 'test', supports, measure });
  const sink: Sink = { head: () => undefined, chunk: () => {}, onCancel: () => {} };
  assert.equal(await adapter.send(wire('/cookies', { profile: true }), sink), { protocol: 'h2' });
  assert.is(await adapter.send(wire('/cookies'), sink), undefined);
  await adapter.send({ ...wire('/'), url: 'http://127.0.0.1:1/', profile: true }, sink).catch(() => {});
  assert.is(ends, 2);
  const plain = createFetchAdapter({ name: 'test', supports });
  assert.is(await plain.send(wire('/cookies', { profile: true }), sink), undefined);
});

test.run();
