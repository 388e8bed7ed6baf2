import { createRequest } from '@wxreq/browser';
import type { FailResult, RequestOptions, SuccessResult } from '@wxreq/browser';
import { delay, http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import * as assert from 'uvu/assert';
import { suite } from '../../../scripts/testing/suite.ts';

const test = suite('clients: msw, which answers instead of fetch');

// Made before msw listens: fetch is looked up at each request.
const request = createRequest({ baseUrl: 'https://api.example.com' });

function ask(options: Omit<RequestOptions, 'complete'>): Promise<SuccessResult | FailResult> {
  return new Promise(resolve => request({ ...options, complete: resolve }));
}

const msw = setupServer(
  http.post('https://api.example.com/users', async ({ request: sent }) =>
    HttpResponse.json(
      { name: await sent.json(), token: sent.headers.get('x-token'), url: sent.url },
      { status: 201, headers: { 'x-mocked': 'yes' } },
    ),
  ),
  http.get('https://api.example.com/down', () => HttpResponse.error()),
  http.get('https://api.example.com/slow', async () => {
    await delay('infinite');
  }),
);
test.before(() => {
  msw.listen({ onUnhandledRequest: 'error' });
});
test.after(() => {
  msw.close();
});

test('it sees the request, and what it answers is the result', async () => {
  const { errMsg, ...result } = await ask({
    url: '/users',
    method: 'POST',
    data: { name: '小明' },
    header: { 'x-token': 't' },
  });
  if (!('statusCode' in result)) throw new Error(errMsg);
  assert.equal([result.statusCode, result.header['x-mocked']], [201, 'yes']);
  assert.equal(result.data, {
    ...{ name: { name: '小明' }, token: 't' },
    url: 'https://api.example.com/users',
  });
});

test('its error is a failure', async () => {
  assert.equal(await ask({ url: '/down' }), { errMsg: 'request:fail network error', errno: 600000 });
});

test('an answer that does not come is a time-out', async () => {
  assert.equal(await ask({ url: '/slow', timeout: 50 }), { errMsg: 'request:fail timeout', errno: 5 });
});

test.run();
