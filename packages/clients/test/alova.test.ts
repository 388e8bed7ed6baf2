import '@wxreq/node/install';
import { createAlova } from 'alova';
import * as uniapp from '@alova/adapter-uniapp';
import * as assert from 'uvu/assert';
import { suite } from '../../../scripts/testing/suite.ts';
import { uniOnWx } from './support/uni.ts';
import { bytes, rejection, startServer } from './support/server.ts';
import type { Echo, Server } from './support/server.ts';

const test = suite('clients: alova with its uni-app adapter');

// It comes as CommonJS, whose exports Node puts under `default`, and bundlers do not.
const exported: unknown = uniapp.default;
const { default: AdapterUniapp } = typeof exported === 'function' ? uniapp : (exported as typeof uniapp);

interface Response<T> {
  readonly statusCode: number;
  readonly data: T;
  readonly header: Readonly<Record<string, string>>;
}

function client(baseURL: string) {
  return createAlova({ baseURL, ...AdapterUniapp(), responded: response => response });
}

let server: Server;
let alova: ReturnType<typeof client>;
let restore: () => void;

test.before(async () => {
  restore = uniOnWx();
  server = await startServer();
  alova = client(server.origin);
});
test.after(async () => {
  restore();
  await server.close();
});

test('GET with params and a header', async () => {
  const { statusCode, data, header } = await alova.Get<Response<Echo>>('/echo', {
    params: { q: '咖啡', page: 1 },
    headers: { 'x-token': 't' },
  });
  assert.equal(
    [statusCode, data.method, data.url, data.token],
    [200, 'GET', '/echo?q=%E5%92%96%E5%95%A1&page=1', 't'],
  );
  assert.is(header['x-server'], 'real');
});

test('POST with an object, and with a form', async () => {
  const json = await alova.Post<Response<Echo>>('/echo', { name: 'tea' });
  assert.equal([json.data.contentType, json.data.body], ['application/json', '{"name":"tea"}']);
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const form = await alova.Post<Response<Echo>>('/echo', { name: 'a b' }, { headers });
  assert.is(form.data.body, 'name=a%20b');
});

test('404 is a response like any other', async () => {
  const { statusCode, data } = await alova.Get<Response<Echo>>('/missing');
  assert.equal([statusCode, data.url], [404, '/missing']);
});

test('a time-out', async () => {
  const { message } = await rejection(alova.Get('/never?timeout', { timeout: 50 }));
  assert.match(String(message), /timeout/);
});

test('aborted: rejected, and the connection is closed', async () => {
  const hungUp = server.hungUp();
  const method = alova.Get('/never?abort');
  setTimeout(() => {
    method.abort();
  }, 30);
  assert.match(String((await rejection(method.send())).message), /abort/);
  await hungUp;
});

test('bytes, there and back', async () => {
  const { data } = await alova.Get<Response<ArrayBuffer>>('/bytes', { responseType: 'arraybuffer' });
  assert.equal(new Uint8Array(data), bytes);
  const sent = await alova.Post<Response<Echo>>('/echo', bytes.buffer);
  assert.equal(Uint8Array.from(Buffer.from(sent.data.body, 'latin1')), bytes);
});

test.run();
