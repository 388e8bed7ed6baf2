import * as assert from 'uvu/assert';
import { suite } from '../../../scripts/testing/suite.ts';
import { createRequest } from '../src/request.ts';
import { pageSupports, serving } from './support/adapters.ts';
import { failure, headersOf, recorded, settled, success } from './support/calls.ts';
import { to, follow, line } from './support/redirects.ts';
const pin = `sha256/${'A'.repeat(43)}=`;

const test = suite('core: redirects and what must not leak');

const secrets = {
  authorization: 'a',
  cookie: 'b',
  host: 'c',
  origin: 'd',
  'x-mine': 'e',
  'content-type': 'f',
  'cookie-consent': 'g',
};

for (const [target, crosses] of [
  ['https://h/2', false],
  ['https://h:443/2', false],
  ['https://h:444/2', true],
  ['http://h/2', true],
  ['https://other/2', true],
  ['https://h.other/2', true],
] as const) {
  test(`redirect/security: to ${target}, what belongs to the origin ${crosses ? 'goes' : 'stays'}`, async () => {
    const host = { header: { Cookie: 'of the host' } };
    for (const [options, given] of [
      [{ header: secrets }, {}],
      [{ header: { ...secrets, cookie: undefined } }, host],
    ] as const) {
      const { sent } = await follow(
        { 'https://h/1': to(target, 307) },
        { method: 'POST', ...options },
        given,
      );
      const [first, second] = sent.map(headersOf);
      const left = { 'x-mine': 'e', 'content-type': 'f', 'cookie-consent': 'g' };
      assert.equal(second, crosses ? left : first);
    }
  });
}

test('redirect/security: what has gone does not come back on the way home', async () => {
  const table = { 'https://h/1': to('https://other/2'), 'https://other/2': to('https://h/3') };
  const { sent } = await follow(table, { header: secrets });
  const left = { 'x-mine': 'e', 'content-type': 'f', 'cookie-consent': 'g' };
  assert.equal(sent[2] && headersOf(sent[2]), left);
});

test('redirect/security: each hop is checked against domains', async () => {
  const domains = ['https://h', 'https://cdn'];
  const table = { 'https://h/1': to('https://cdn/2'), 'https://cdn/2': to('https://evil:8443/3') };
  const { sent, result } = await follow(table, {}, { domains });
  assert.equal(sent.map(line), ['GET https://h/1', 'GET https://cdn/2']);
  assert.equal(result, {
    errMsg: 'request:fail redirect url not in domain list:evil:8443',
    errno: 600002,
  });
});

test('redirect/security: pins go along, and never to http:', async () => {
  const { sent, result } = await follow(
    { 'https://h/1': to('https://other/2'), 'https://other/2': to('http://other/3') },
    { certs: [pin] },
  );
  assert.equal(
    sent.map(({ pins }) => pins),
    [[[pin]], [[pin]]],
  );
  assert.equal(result, { errMsg: 'request:fail certificate pinning failure', errno: 600001 });
});

test('redirect/security: the pins of a host apply where a redirect leads to it, and only there', async () => {
  const table = { 'https://h/1': to('https://pinned/2'), 'https://pinned/2': to('https://h/3') };
  const { sent } = await follow(table, {}, { pins: { pinned: [pin] } });
  assert.equal(
    sent.map(({ pins }) => pins),
    [[], [[pin]], []],
  );
});

test('redirect/security: where the runtime follows by itself, the final URL is checked before any event', async () => {
  for (const [url, good] of [
    ['https://h/2', true],
    ['https://cdn/2', true],
    ['https://evil/2', false],
  ] as const) {
    const { adapter } = serving(() => ({ url, body: 'x' }), { supports: pageSupports });
    const { told, names } = recorded(createRequest(adapter, { domains: ['https://h', 'https://cdn'] }));
    await settled();
    assert.is(names(), good ? 'headersReceived chunkReceived success complete' : 'fail complete');
    if (good) continue;
    const errMsg = 'request:fail redirect url not in domain list:evil';
    assert.equal(told[0]?.[1], { errMsg, errno: 600002 });
  }
});

test('redirect/security: where it stayed, at a rewritten address that is on no list, or does not say: nothing is wrong', async () => {
  const host = {
    domains: ['https://h'],
    rewriteUrl: (url: string) => url.replace('https://h', 'http://10.0.0.1'),
  };
  for (const answer of [{ url: 'http://10.0.0.1/2' }, {}]) {
    await success(createRequest(serving(() => answer, { supports: pageSupports }).adapter, host));
  }
  assert.equal(
    await failure(
      createRequest(serving(() => ({ url: 'https://10.0.0.1/p' }), { supports: pageSupports }).adapter, host),
    ),
    {
      errMsg: 'request:fail redirect url not in domain list:10.0.0.1',
      errno: 600002,
    },
  );
});

test('redirect/security: rewriteUrl is asked for each hop, and redirects are read as from the original', async () => {
  const rewriteUrl = (url: string): string => url.replace('https://h/', 'http://10.0.0.1:80/');
  const { adapter, sent } = serving(({ url }) => (url.endsWith('1') ? to('2') : {}));
  await success(createRequest(adapter, { rewriteUrl, domains: ['https://h'] }), { url: 'https://h/1' });
  assert.equal(sent.map(line), ['GET http://10.0.0.1/1', 'GET http://10.0.0.1/2']);
});

test.run();
