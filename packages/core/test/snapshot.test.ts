import * as assert from 'uvu/assert';
import { suite } from '../../../scripts/testing/suite.ts';
import type { RequestOptions } from '../src/api.ts';
import { createRequest } from '../src/request.ts';
import { serving } from './support/adapters.ts';
import { ending, loose, settled, wireOf } from './support/calls.ts';

const test = suite('core: what is read at the call');

test('call/snapshot: each option is read once, at the call', async () => {
  const reads: Record<string, number> = {};
  const given: Record<string, unknown> = {
    ...{ url: 'https://h/p', data: 'x', header: { a: 'b' }, timeout: 5000, certs: [], method: 'POST' },
    ...{ dataType: 'json', responseType: 'text', redirect: 'follow', enableChunked: false },
    ...{ enableProfile: false, enableHttp2: false, enableCache: false },
    ...{ success: () => undefined, fail: () => undefined, complete: () => undefined },
  };
  const options = {};
  for (const [name, value] of Object.entries(given)) {
    reads[name] = 0;
    const get = (): unknown => ((reads[name] = (reads[name] ?? 0) + 1), value);
    Object.defineProperty(options, name, { get, enumerable: true });
  }
  loose(createRequest(serving().adapter), options);
  const atTheCall = { ...reads };
  await settled();
  assert.equal(atTheCall, Object.fromEntries(Object.keys(given).map(name => [name, 1])));
  assert.equal(reads, atTheCall);
});

test('call/snapshot: what is changed after the call changes nothing, the bytes of a buffer included', async () => {
  const buffer = new TextEncoder().encode('before').buffer;
  const view = new Uint8Array(buffer, 2, 3);
  for (const [data, bytes] of [
    [buffer, 'before'],
    [view, 'for'],
    [{ a: ['before'] }, '{"a":["before"]}'],
  ] as const) {
    new Uint8Array(buffer).set(new TextEncoder().encode('before'));
    const header = { 'x-list': ['before'] };
    const told: string[] = [];
    const { adapter, sent } = serving();
    const options: RequestOptions<unknown> & Record<string, unknown> = {
      ...{ url: 'https://h/before', method: 'POST' as const, data, header },
      success: () => told.push('before'),
    };
    createRequest(adapter)(options);
    Object.assign(options, { url: 'https://h/after', data: 'after', method: 'PUT', header: {} });
    options.success = () => told.push('after');
    header['x-list'][0] = 'after';
    new Uint8Array(buffer).fill(0);
    if ('a' in data) Object.assign(data, { a: 'after' });
    await settled();
    const [wire] = sent;
    assert.equal(
      [wire?.url, wire?.method, Buffer.from(wire?.body ?? []).toString(), wire?.headers, told],
      [
        'https://h/before',
        'POST',
        bytes,
        [
          ['content-type', 'application/json'],
          ['x-list', 'before'],
        ],
        ['before'],
      ],
    );
  }
});

test('call/snapshot: the caller keeps its objects as they were', async () => {
  const data = Object.freeze({ a: 1, list: Object.freeze([1]) });
  const header = Object.freeze({ 'Content-Type': 'text/plain', Referer: 'x' });
  const options = Object.freeze({ url: 'https://h/p?a=2', data, header, certs: Object.freeze([]) });
  const copy = JSON.stringify(options);
  await ending(createRequest(serving().adapter, { header: Object.freeze({ a: 'b' }) }), options);
  loose(createRequest(serving().adapter), options);
  await settled();
  assert.is(JSON.stringify(options), copy);
});

test('call/snapshot: unknown options are ignored', async () => {
  const plain = await wireOf({});
  const unknown: object = { nonsense: 1, withCredentials: true, body: 'x', params: { a: 1 } };
  assert.equal(await wireOf(unknown), plain);
});

test.run();
