import * as assert from 'uvu/assert';
import { suite } from '../../../../scripts/testing/suite.ts';
import { ask, otherOrigin, tracked } from './ask.ts';

const test = suite(`page: legacy, ${location.protocol}`);

const real = { fetch: globalThis.fetch, AbortController: globalThis.AbortController };

/** As on an old WebView: neither is there, not even while the module is loaded. */
test.before(() => {
  Object.assign(globalThis, { fetch: undefined, AbortController: undefined });
});
test.after(() => {
  Object.assign(globalThis, real);
});

/** Asks the server with the browser's own fetch, as the tests themselves may. */
async function own<T>(work: () => Promise<T>): Promise<T> {
  Object.assign(globalThis, real);
  try {
    return await work();
  } finally {
    Object.assign(globalThis, { fetch: undefined, AbortController: undefined });
  }
}

test('without fetch, requests work: data, header, status, another origin', async () => {
  const { request } = await import('../../src/legacy.ts');
  const post = await ask(request, {
    url: '/echo',
    method: 'POST',
    data: { a: 'ü' },
    header: { 'x-token': 't' },
  });
  const { method, headers, body } = post.success?.data as {
    method: string;
    headers: Record<string, string>;
    body: string;
  };
  assert.equal(
    [method, headers['content-type'], headers['x-token'], body],
    ['POST', 'application/json', 't', '{"a":"\xc3\xbc"}'],
  );
  assert.is(post.success?.header['x-shown'], 'yes');
  const get = await ask(request, { url: '/echo', data: { q: 1 } });
  assert.is((get.success?.data as { url: string }).url, '/echo?q=1');
  assert.is((await ask(request, { url: '/status?code=404' })).success?.statusCode, 404);
  const far = await own(otherOrigin);
  assert.is((await ask(request, { url: `${far}/text?text=far` })).success?.data, 'far');
  assert.is((await ask(request, { url: `${far}/private` })).fail?.errMsg, 'request:fail network error');
});

test('credentials are taken along: a server that does not allow them shows nothing', async () => {
  const { createRequest } = await import('../../src/legacy.ts');
  const url = `${await own(otherOrigin)}/text?text=far`;
  const include = createRequest({ credentials: 'include' });
  assert.is((await ask(include, { url })).fail?.errMsg, 'request:fail network error');
  assert.is((await ask(createRequest({ credentials: 'omit' }), { url })).success?.data, 'far');
});

test('bytes come whole, in one chunk, and supports says so', async () => {
  const { request, supports } = await import('../../src/legacy.ts');
  assert.equal([supports.chunks, supports.cache, supports.profile], [false, false, false]);
  const { events } = await ask(request, { url: '/drip?count=3&ms=20' });
  assert.equal(events, ['headers', '1\n2\n3\n', 'success', 'complete']);
  const { success } = await ask(request, { url: '/bytes', responseType: 'arraybuffer' });
  assert.equal([...new Uint8Array(success?.data as ArrayBuffer)], [0, 255, 128, 10, 0]);
});

test('an abort and a timeout close the connection', async () => {
  const { request } = await import('../../src/legacy.ts');
  const late = tracked('/hang');
  const { fail } = await ask(request, { url: late.url, timeout: 1000 });
  assert.is(fail?.errMsg, 'request:fail timeout');
  assert.is(await own(late.fate), 'closed');
  const inside = tracked('/stall');
  const life = await ask(request, { url: inside.url }, (task, event) => {
    if (event === 'called') setTimeout(() => task.abort(), 150);
  });
  assert.equal([life.events, life.fail?.errMsg], [['fail', 'complete'], 'request:fail abort']);
  assert.is(await own(inside.fate), 'closed');
});

test('where there is a fetch it is the main entry, chunks and all', async () => {
  await own(async () => {
    const { createRequest } = await import('../../src/legacy.ts');
    const { url } = tracked('/stall');
    const { events } = await ask(createRequest(), { url }, (task, event) => {
      if (event === 'one') task.abort();
    });
    assert.equal(events, ['headers', 'one', 'fail', 'complete']);
  });
});

test.run();
