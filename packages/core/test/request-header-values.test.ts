import * as assert from 'uvu/assert';
import { suite } from '../../../scripts/testing/suite.ts';
import type { Host } from '../src/host.ts';
import { createRequest } from '../src/request.ts';
import { serving } from './support/adapters.ts';
import { failure, headersOf, success, wireOf } from './support/calls.ts';

async function sent(header: unknown, host: Host = {}, more: object = {}): Promise<Record<string, string>> {
  const all = headersOf(await wireOf({ header, ...more }, host));
  if (all['content-type'] === 'application/json') delete all['content-type'];
  return all;
}

const test = suite('core: values of the request header');

test('header/values: text as it is, lists joined, null and undefined left out, all else as text', async () => {
  const nested = ['a', ['b', null, 3], undefined, { toString: () => 'c' }];
  assert.equal(
    await sent({
      a: 's',
      b: 1,
      c: true,
      d: null,
      e: undefined,
      f: nested,
      g: {},
      h: '',
      i: [],
      j: 10n,
      k: NaN,
      l: Symbol('s'),
    }),
    {
      a: 's',
      b: '1',
      c: 'true',
      f: 'a, b, 3, c',
      g: '[object Object]',
      h: '',
      i: '',
      j: '10',
      k: 'NaN',
      l: 'Symbol(s)',
    },
  );
});

test('header/values: names equal but for case: the last wins', async () => {
  assert.equal(await sent({ 'X-A': 1, 'x-a': 2, 'X-a': 3, b: 1 }), { 'x-a': '3', b: '1' });
});

test("header/values: the host's header lies under the developer's", async () => {
  const host = { header: { 'X-A': 'host', 'x-b': 'host', 'Content-Type': 'text/host' } };
  assert.equal(await sent({ 'x-a': 'mine' }, host), {
    'x-a': 'mine',
    'x-b': 'host',
    'content-type': 'text/host',
  });
  assert.equal(await sent({ 'x-a': null }, host), {
    'x-a': 'host',
    'x-b': 'host',
    'content-type': 'text/host',
  });
  assert.equal(await sent(undefined, { header: Object.create(null) }), {});
});

test('header/values: a header function of the host is called at each request(), before it returns', async () => {
  let calls = 0;
  const { adapter, sent: wires } = serving();
  const request = createRequest(adapter, { header: () => ({ n: (calls += 1) }) });
  request({ url: 'https://h/p' });
  assert.is(calls, 1);
  await success(request, {});
  assert.equal(
    wires.map(wire => headersOf(wire)['n']),
    ['1', '2'],
  );
  const nothing = createRequest(adapter, { header: () => undefined });
  await success(nothing, {});
  assert.equal(wires[2] && headersOf(wires[2]), { 'content-type': 'application/json' });
});

test('header/values: a header function that throws fails its request', async () => {
  const cause = new Error('no user');
  const host = {
    header() {
      throw cause;
    },
  };
  const { adapter, sent: wires } = serving();
  const result = await failure(createRequest(adapter, host), {});
  assert.equal(result, { errMsg: 'request:fail parameter error: no user', errno: 1001 });
  assert.is(result.cause, cause);
  assert.is(wires.length, 0);
});

test.run();
