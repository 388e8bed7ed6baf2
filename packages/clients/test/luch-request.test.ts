import '@wxreq/node/install';
import type Luch from 'luch-request';
import * as assert from 'uvu/assert';
import { suite } from '../../../scripts/testing/suite.ts';
import { bundled, uniOnWx } from './support/uni.ts';
import { bytes, rejection, startServer } from './support/server.ts';
import type { Server } from './support/server.ts';

const test = suite('clients: luch-request');

let Request: typeof Luch;
let server: Server;
let http: Luch;
let restore: () => void;

test.before(async () => {
  restore = uniOnWx();
  Request = (await bundled<{ default: typeof Luch }>('luch-request')).default;
  server = await startServer();
  http = new Request({ baseURL: server.origin });
});
test.after(async () => {
  restore();
  await server.close();
});

test('GET with params and a header', async () => {
  const { statusCode, data, header } = await http.get('/echo', {
    params: { q: '咖啡', page: 1 },
    header: { 'x-token': 't' },
  });
  assert.equal(
    [statusCode, data.method, data.url, data.token],
    [200, 'GET', '/echo?q=%E5%92%96%E5%95%A1&page=1', 't'],
  );
  assert.is(header['x-server'], 'real');
});

test('POST with an object, and with a form', async () => {
  const json = await http.post('/echo', { name: 'tea' });
  assert.equal([json.data.contentType, json.data.body], ['application/json', '{"name":"tea"}']);
  const header = { 'content-type': 'application/x-www-form-urlencoded' };
  const form = await http.post('/echo', { name: 'a b' }, { header });
  assert.is(form.data.body, 'name=a%20b');
});

test('interceptors see both ways', async () => {
  const own = new Request({ baseURL: server.origin });
  own.interceptors.request.use(config => ({ ...config, header: { ...config.header, 'x-token': 'inner' } }));
  own.interceptors.response.use(response => response.data);
  assert.is(Reflect.get(await own.get('/echo'), 'token'), 'inner');
});

test('404 is rejected, with the response', async () => {
  const { statusCode, data } = await rejection(http.get('/missing'));
  assert.equal([statusCode, Reflect.get(Object(data), 'url')], [404, '/missing']);
});

test('a time-out', async () => {
  const { errMsg, errno } = await rejection(http.get('/never', { timeout: 50 }));
  assert.equal([errMsg, errno], ['request:fail timeout', 5]);
});

test('aborted by its task: rejected, and the connection is closed', async () => {
  const hungUp = server.hungUp();
  const request = http.get('/never', {
    getTask: task => {
      setTimeout(() => {
        task.abort();
      }, 30);
    },
  });
  assert.is((await rejection(request)).errMsg, 'request:fail abort');
  await hungUp;
});

test('bytes, there and back', async () => {
  const { data } = await http.get('/bytes', { responseType: 'arraybuffer' });
  assert.equal(new Uint8Array(data), bytes);
  const sent = await http.post('/echo', bytes.buffer);
  assert.equal(Uint8Array.from(Buffer.from(sent.data.body, 'latin1')), bytes);
});

test.run();
