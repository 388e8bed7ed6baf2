import http from 'node:http';
import { Agent, MockAgent } from 'undici';
import * as assert from 'uvu/assert';
import { suite } from '../../../scripts/testing/suite.ts';
import { createRequest } from '../dist/index.js';
import { createNodeAdapter } from '../src/adapter.ts';
import { exchange, wire } from './support/exchange.ts';
import { start } from './support/servers.ts';

const test = suite("node: a dispatcher of the host's own");

test('a MockAgent answers, with headers and cookies, and sees what was sent', async () => {
  const mock = new MockAgent();
  mock.disableNetConnect();
  mock
    .get('https://api.example.com')
    .intercept({
      path: '/users?id=1',
      method: 'POST',
      body: body => String(body) === '{"a":1}',
      headers: { 'x-token': 't' },
    })
    .reply(
      201,
      { name: 'Li' },
      { headers: { 'content-type': 'application/json', 'set-cookie': ['a=1', 'b=2'] } },
    );
  const request = createRequest({ dispatcher: mock });
  const { statusCode, data, cookies } = await new Promise<Record<string, unknown>>((success, fail) =>
    request({
      url: 'https://api.example.com/users?id=1',
      method: 'POST',
      data: { a: 1 },
      header: { 'x-token': 't' },
      success: success as never,
      fail,
    }),
  );
  assert.equal([statusCode, data, cookies], [201, { name: 'Li' }, ['a=1', 'b=2']]);
  mock.assertNoPendingInterceptors();
  await request.close();
  await mock.close();
});

test('what a MockAgent does not know, and an error it replies with, are failures', async () => {
  const mock = new MockAgent();
  mock.disableNetConnect();
  const refused = Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });
  mock.get('http://a.example').intercept({ path: '/' }).replyWithError(refused);
  const adapter = createNodeAdapter({ dispatcher: mock });
  const known = await exchange(adapter, wire('http://a.example/'));
  assert.equal([known.failed, known.cause], ['refused', refused]);
  assert.is((await exchange(adapter, wire('http://a.example/other'))).failed, 'unknown');
  await mock.close();
});

test('a reply that takes its time can be given up', async () => {
  const mock = new MockAgent();
  mock.get('http://a.example').intercept({ path: '/' }).reply(200, 'late').delay(60_000);
  const adapter = createNodeAdapter({ dispatcher: mock });
  const { failed, heads } = await exchange(adapter, wire('http://a.example/'), {
    onCancel: cancel => setImmediate(cancel),
  });
  assert.equal([failed, heads], ['abort', []]);
  await mock.close();
});

test('pins are refused, because its connections cannot be checked', async () => {
  const request = createRequest({ dispatcher: new MockAgent() });
  const { errMsg } = await new Promise<{ errMsg: string }>(complete =>
    request({ url: 'https://api.example.com/', certs: [`sha256/${'A'.repeat(43)}=`], complete }),
  );
  assert.is(errMsg, 'request:fail certs is not supported on this platform');
});

test('it is not closed with the request', async () => {
  const server = await start(http.createServer((_, response) => response.end('ok')));
  const agent = new Agent();
  const adapter = createNodeAdapter({ dispatcher: agent });
  const url = `http://127.0.0.1:${server.port}/`;
  assert.is((await exchange(adapter, wire(url))).body, 'ok');
  await adapter.close();
  assert.is((await exchange(adapter, wire(url))).body, 'ok');
  await agent.close();
  await server.close();
});

test.run();
