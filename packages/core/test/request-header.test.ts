import * as assert from 'uvu/assert';
import { suite } from '../../../scripts/testing/suite.ts';
import type { Host } from '../src/host.ts';
import { supports } from './support/adapters.ts';
import { headersOf, wireOf } from './support/calls.ts';

async function sent(header: unknown, host: Host = {}, more: object = {}): Promise<Record<string, string>> {
  const all = headersOf(await wireOf({ header, ...more }, host));
  if (all['content-type'] === 'application/json') delete all['content-type'];
  return all;
}

const test = suite('core: the request header');

test('header/content-type: application/json on every request, unless one is given', async () => {
  for (const method of ['OPTIONS', 'GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'TRACE', 'CONNECT']) {
    for (const header of [
      undefined,
      {},
      { 'Content-Type': '' },
      { 'content-type': null, 'CONTENT-TYPE': undefined },
    ]) {
      assert.equal(headersOf(await wireOf({ method, header })), { 'content-type': 'application/json' });
    }
    const given = await wireOf({ method, header: { 'CONTENT-Type': 'text/plain' } });
    assert.equal(headersOf(given), { 'content-type': 'text/plain' });
  }
});

test("header/content-type: 'with-body' gives the default only where there is a body, and can be the adapter's default", async () => {
  const defaults = { contentType: 'with-body' } as const;
  for (const [host, more] of [
    [{ contentType: 'with-body' }, {}],
    [{}, { defaults }],
    [{ contentType: 'with-body' }, { defaults: { contentType: 'always' } }],
  ] as const) {
    assert.equal(headersOf(await wireOf({}, host, more)), {});
    assert.equal(headersOf(await wireOf({ method: 'POST' }, host, more)), {});
    assert.equal(headersOf(await wireOf({ data: { a: 1 } }, host, more)), {});
    const withBody = await wireOf({ method: 'POST', data: '' }, host, more);
    assert.equal(headersOf(withBody), { 'content-type': 'application/json' });
    const header = { 'content-type': 'text/plain' };
    assert.equal(headersOf(await wireOf({ header }, host, more)), header);
  }
  const always = await wireOf({}, { contentType: 'always' }, { defaults });
  assert.equal(headersOf(always), { 'content-type': 'application/json' });
});

test("header/referer: the developer's is dropped, the host's is sent", async () => {
  const header = { Referer: 'https://evil', REFERER: 'x', referer: 'a\nb' };
  assert.equal(await sent(header), {});
  assert.equal(await sent(header, { header }), {});
  assert.equal(await sent(header, { referer: 'https://servicewechat.com/x' }), {
    referer: 'https://servicewechat.com/x',
  });
});

test('header/transport: the framing is the transport’s, even where a value could not be sent', async () => {
  const names = [
    ...['Connection', 'Content-Length', 'Expect', 'Keep-Alive', 'Proxy-Authorization', 'Proxy-Connection'],
    ...['TE', 'Trailer', 'Transfer-Encoding', 'Upgrade'],
  ];
  for (const value of ['x', '1\r\n2', 5]) {
    const header = Object.fromEntries(names.map(name => [name, value]));
    assert.equal(await sent({ ...header, 'x-a': '1' }, { header }, { method: 'POST', data: 'x' }), {
      'x-a': '1',
    });
  }
});

test('header/transport: a name that only contains one of those is like any other', async () => {
  const header = {
    'upgrade-insecure-requests': '1',
    'x-te': '2',
    'x-referer': '3',
    'referer-policy': '4',
    teapot: '5',
  };
  assert.equal(await sent(header), header);
});

test('header/transport: cookie, host, origin and user-agent go to the adapter', async () => {
  const header = {
    Cookie: 'a=1',
    Host: 'other',
    Origin: 'https://o',
    'User-Agent': 'me',
    ...{ Authorization: 'x', 'X-Authorization': 'y', 'Cookie-Consent': 'z' },
  };
  const lower = {
    ...{ cookie: 'a=1', host: 'other', origin: 'https://o', 'user-agent': 'me', authorization: 'x' },
    ...{ 'x-authorization': 'y', 'cookie-consent': 'z' },
  };
  assert.equal(await sent(header), lower);
  const { cookie, authorization, ...rest } = lower;
  assert.equal(await sent(header, { header: { cookie } }, { method: 'trace' }), rest, authorization);
});

test('header/defaults: what the runtime does not add, unless the developer or the host set it', async () => {
  const defaultHeaders = [['accept', '*/*'] as const, ['user-agent', 'wxreq'] as const];
  const adapter = { supports: { ...supports, defaultHeaders } };
  const type = { 'content-type': 'application/json' };
  const all = { accept: '*/*', 'user-agent': 'wxreq', ...type };
  assert.equal(headersOf(await wireOf({}, {}, adapter)), all);
  const mine = await wireOf(
    { header: { Accept: 'text/html' } },
    { header: { 'User-Agent': 'host' } },
    adapter,
  );
  assert.equal(headersOf(mine), { accept: 'text/html', 'user-agent': 'host', ...type });
});

test('no name is sent twice, and all are in lower case', async () => {
  const defaultHeaders = [['accept', '*/*'] as const];
  const header = { Accept: 'a', ACCEPT: 'b', 'X-Y': 'c' };
  const wire = await wireOf({ header }, { header }, { supports: { ...supports, defaultHeaders } });
  assert.equal(wire.headers.map(([name]) => name).sort(), ['accept', 'content-type', 'x-y']);
});

test.run();
