import * as assert from 'uvu/assert';
import { suite } from '../../../../scripts/testing/suite.ts';
import { createRequest, install, request, supports } from '../../src/index.ts';
import { ask, nextEvent } from './ask.ts';
import { echo, type Echo } from './echo.ts';

const test = suite(`page: request, ${location.protocol}`);

test("a relative address goes to the page's own server", async () => {
  const { success } = await ask(request, { url: '/text?text=hi' });
  assert.is(success?.data, 'hi');
  assert.is(success?.statusCode, 200);
  assert.is(success?.errMsg, 'request:ok');
});

test('events come in the documented order', async () => {
  const { events } = await ask(request, { url: '/text?text=hi' });
  assert.equal(events, ['headers', 'hi', 'success', 'complete']);
});

test('GET data goes into the query and without a body there is no content-type', async () => {
  const { method, url, headers, body } = await echo({ data: { a: 1, b: 'ü' } });
  assert.equal([method, url, headers['content-type'], body], ['GET', '/echo?a=1&b=%C3%BC', undefined, '']);
});

test('POST data is JSON, or a form where the header says so', async () => {
  const json = await echo({ method: 'POST', data: { a: [1] } });
  assert.equal(
    [json.method, json.headers['content-type'], json.body],
    ['POST', 'application/json', '{"a":[1]}'],
  );
  const header = { 'Content-Type': 'application/x-www-form-urlencoded' };
  const form = await echo({ method: 'PUT', data: { a: 'b c' }, header });
  assert.equal(
    [form.method, form.headers['content-type'], form.body],
    ['PUT', 'application/x-www-form-urlencoded', 'a=b%20c'],
  );
});

test('a POST without data says content-length: 0, and nothing is added to bytes', async () => {
  assert.is((await echo({ method: 'POST' })).headers['content-length'], '0');
  const bytes = new Uint8Array([1, 2, 255]);
  const sent = await echo({
    method: 'DELETE',
    data: bytes,
    header: { 'content-type': 'application/octet-stream' },
  });
  assert.equal([sent.headers['content-length'], sent.body], ['3', '\x01\x02\xff']);
});

test('any status is a success', async () => {
  const { success } = await ask(request, { url: '/status?code=500' });
  assert.equal([success?.statusCode, success?.data], [500, { a: 1 }]);
});

test('204 and HEAD have empty data', async () => {
  assert.is((await ask(request, { url: '/status?code=204' })).success?.data, '');
  assert.is((await ask(request, { url: '/text?text=hi', method: 'HEAD' })).success?.data, '');
});

test("an ArrayBuffer has exactly the body's bytes", async () => {
  const { success } = await ask(request, { url: '/bytes', responseType: 'arraybuffer' });
  assert.instance(success?.data, ArrayBuffer);
  assert.equal([...new Uint8Array(success?.data as ArrayBuffer)], [0, 255, 128, 10, 0]);
});

/** The names that the Fetch standard forbids a page to set, but for those that belong to the transport. */
const forbidden = [
  ...['accept-charset', 'accept-encoding', 'access-control-request-headers'],
  ...['access-control-request-method', 'cookie', 'cookie2', 'date', 'dnt', 'host', 'origin', 'referer'],
  ...['set-cookie', 'via'],
];

test('each header that this browser drops is one that supports says it drops', () => {
  const dropped = forbidden.filter(name => !new Request('/', { headers: { [name]: 'x' } }).headers.has(name));
  assert.ok(dropped.includes('cookie'), dropped.join());
  for (const name of dropped) assert.ok(supports.unsendableHeaders.includes(name), name);
});

test('what a page cannot do is refused, and nothing is sent', async () => {
  const refusals: [object, string][] = [
    [{ method: 'TRACE' }, 'method TRACE is not supported on this platform'],
    [{ method: 'CONNECT' }, 'method CONNECT is not supported on this platform'],
    [{ redirect: 'manual' }, 'redirect manual is not supported on this platform'],
    [{ certs: [`sha256/${'A'.repeat(43)}=`] }, 'certs is not supported on this platform'],
  ];
  for (const [options, words] of refusals) {
    const { fail, events } = await ask(request, { url: '/echo', ...options });
    assert.equal([events, fail?.errMsg, fail?.errno], [['fail', 'complete'], `request:fail ${words}`, 100]);
  }
});

test('no connection at all and a body cut short are failures', async () => {
  const nowhere = await ask(request, { url: `${location.protocol}//127.0.0.1:9/` });
  assert.is(nowhere.fail?.errMsg, 'request:fail network error');
  assert.is(
    (await ask(request, { url: '/reset', method: 'POST' })).fail?.errMsg,
    'request:fail network error',
  );
  const cut = await ask(request, { url: '/cut' });
  assert.equal([cut.fail?.errMsg, cut.fail?.errno], ['request:fail -101:net::ERR_CONNECTION_RESET', 600001]);
});

test("what a callback throws goes to the page's error handlers and stops nothing", async () => {
  const event = nextEvent('error');
  await new Promise<void>(resolve => {
    request({
      url: '/text',
      success() {
        throw new Error('of the page');
      },
      complete: () => resolve(),
    });
  });
  assert.is((await event).error.message, 'of the page');
});

test('fetch is looked up when it is used, and a host can bring its own', async () => {
  const real = globalThis.fetch;
  globalThis.fetch = () => Promise.resolve(new Response('"mocked"'));
  try {
    assert.is((await ask(request, { url: '/echo' })).success?.data, 'mocked');
  } finally {
    globalThis.fetch = real;
  }
  const own = createRequest({ fetch: () => Promise.resolve(new Response('"own"')) });
  assert.is((await ask(own, { url: '/echo' })).success?.data, 'own');
});

test('install sets wx.request and gives back what was there', () => {
  const before = Reflect.get(globalThis, 'wx') as unknown;
  const undo = install();
  assert.is((Reflect.get(globalThis, 'wx') as { request: unknown }).request, request);
  undo();
  assert.is(Reflect.get(globalThis, 'wx'), before);
});

/** Loads the script build by a tag with these data attributes: the two globals as they are then. */
async function loadScript(data: Record<string, string>) {
  const tag = Object.assign(document.createElement('script'), { src: '/script' });
  Object.assign(tag.dataset, data);
  await new Promise((resolve, reject) => {
    tag.onload = resolve;
    tag.onerror = reject;
    document.head.append(tag);
  });
  return globalThis as unknown as Record<'wxreq' | 'wx', { request: typeof request } | undefined>;
}

test('the script build is one tag: a global wxreq, and wx.request where it is asked for', async () => {
  assert.is((await loadScript({})).wx, undefined);
  const { wxreq, wx } = await loadScript({ install: '' });
  assert.ok(wxreq && wx && wx.request === wxreq.request);
  assert.is((await ask(wx.request, { url: '/text?text=hi' })).success?.data, 'hi');
});

test('a worker has it, too', async () => {
  const worker = new Worker('/worker');
  const { data, errMsg } = await new Promise<{ data: Echo; errMsg: string }>((resolve, reject) => {
    worker.onmessage = event => resolve(event.data);
    worker.onerror = event => reject(new Error(event.message));
  });
  assert.equal([errMsg, data.url], ['request:ok', '/echo?a=1']);
  worker.terminate();
});

test.run();
