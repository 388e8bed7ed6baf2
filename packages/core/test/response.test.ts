import * as assert from 'uvu/assert';
import { suite } from '../../../scripts/testing/suite.ts';
import type { Host } from '../src/host.ts';
import { createRequest } from '../src/request.ts';
import { serving, type Answer } from './support/adapters.ts';
import { ending, failure, success } from './support/calls.ts';

async function result(answer: Answer, options = {}, host: Host = {}) {
  return success(createRequest(serving(() => answer).adapter, host), options);
}
const data = async (body: Answer['body'], options = {}): Promise<unknown> =>
  (await result(body === undefined ? {} : { body }, options)).data;

const test = suite('core: from the wire to the result');

test('response/json: parsed once; what does not parse is the string', async () => {
  for (const [body, expected] of [
    ['{"a":[1,{"b":null}]}', { a: [1, { b: null }] }],
    ['"{\\"a\\":1}"', '{"a":1}'],
    [' [1] \n', [1]],
    ['5', 5],
    ['true', true],
    ['null', null],
    ['"x"', 'x'],
    ['', ''],
    [' ', ' '],
    ['{"a":1', '{"a":1'],
    ['NaN', 'NaN'],
    ['<p>', '<p>'],
  ] as const) {
    assert.equal(await data(body), expected);
    assert.equal(await data(body, { dataType: 'other' }), body);
  }
});

test('response/json: whatever the content-type and the status say', async () => {
  const headers = [['content-type', 'text/html'] as const];
  assert.equal((await result({ status: 500, headers, body: '{"a":1}' })).data, { a: 1 });
});

test('response/text: UTF-8, split anywhere; malformed bytes become U+FFFD; one leading U+FEFF goes', async () => {
  const text = Buffer.from('a中😀');
  for (let at = 0; at <= text.length; at += 1) {
    assert.is(await data([text.subarray(0, at), text.subarray(at)]), 'a中😀');
  }
  assert.is(await data(Buffer.from([0x61, 0xff, 0xe4, 0xb8])), 'a\ufffd\ufffd');
  assert.is(await data('\ufeffx'), 'x');
  assert.is(await data('\ufeff\ufeffx'), '\ufeffx');
  assert.is(await data('x\ufeff'), 'x\ufeff');
  assert.equal(await data('\ufeff{"a":1}'), { a: 1 });
});

test('response/text: one result does not leak into the next', async () => {
  assert.is(await data(Buffer.from([0xe4, 0xb8])), '\ufffd');
  assert.is(await data('x'), 'x');
});

test('response/arraybuffer: exactly the bytes, in memory of their own, never parsed', async () => {
  const slab = new Uint8Array(64).fill(7);
  slab.set([123, 125], 10);
  for (const body of [slab.subarray(10, 12), [slab.subarray(10, 11), slab.subarray(11, 12)], '{}']) {
    const buffer = await data(body, { responseType: 'arraybuffer', dataType: 'json' });
    assert.ok(buffer instanceof ArrayBuffer);
    assert.is.not(buffer, slab.buffer);
    assert.equal([...new Uint8Array(buffer)], [123, 125]);
  }
  const whole = Uint8Array.from([1, 2]);
  const kept = await data(whole, { responseType: 'arraybuffer' });
  whole.fill(0);
  assert.equal(kept, Uint8Array.from([1, 2]).buffer);
});

test("response/empty: '', or zero bytes", async () => {
  for (const [status, method] of [
    [204, 'GET'],
    [304, 'GET'],
    [200, 'HEAD'],
    [200, 'GET'],
    [200, 'POST'],
  ] as const) {
    assert.is((await result({ status }, { method })).data, '');
    const binary = await result({ status }, { method, responseType: 'arraybuffer' });
    assert.equal(binary.data, new ArrayBuffer(0));
  }
});

test('response/too-large: up to the limit it passes; at the first byte over it the transfer stops', async () => {
  const body = [new Uint8Array(3), new Uint8Array(4)];
  for (const enableChunked of [undefined, true, false]) {
    const options = { enableChunked, responseType: 'arraybuffer' };
    const passed = await result({ body }, options, { maxResponseBytes: 7 });
    assert.equal(passed.data, new ArrayBuffer(enableChunked ? 0 : 7));
    const { adapter } = serving(() => ({ body }));
    assert.equal(await failure(createRequest(adapter, { maxResponseBytes: 6 }), options), {
      errMsg: 'request:fail response exceeds the size limit',
      errno: 602300,
    });
  }
  const nothing = await ending(createRequest(serving(() => ({})).adapter, { maxResponseBytes: 0 }));
  assert.is(nothing.name, 'success');
});

test('response/too-large: longer than the longest buffer of the engine, whatever the host allows', async () => {
  const body = Object.defineProperty(new Uint8Array(1), 'byteLength', { value: 2 ** 52 });
  assert.equal(
    await failure(createRequest(serving(() => ({ body })).adapter), { responseType: 'arraybuffer' }),
    {
      errMsg: 'request:fail response exceeds the size limit',
      errno: 602300,
    },
  );
});

test('response/profile: what the adapter and core measured, unless it is not wanted', async () => {
  const profile = { fetchStart: 1, socketReused: true, protocol: 'h2', receivedBytedCount: 5 };
  const before = Date.now();
  const { profile: found } = await result({ profile: { ...profile } });
  const { invokeStart = 0, queueStart, queueEnd = 0, ...rest } = found ?? {};
  assert.equal(rest, profile);
  assert.is(queueStart, invokeStart);
  assert.ok(before <= invokeStart && invokeStart <= queueEnd && queueEnd <= Date.now());
  for (const enableProfile of [true, undefined, null, 0]) {
    assert.ok('profile' in (await result({ profile: { ...profile } }, { enableProfile })));
  }
  assert.not.ok('profile' in (await result({ profile: { ...profile } }, { enableProfile: false })));
});

test('response/profile: redirects have their times, which end where the last hop begins', async () => {
  const { adapter } = serving(({ url }) =>
    url.endsWith('3') ? {} : { status: 302, headers: [['location', url.endsWith('2') ? '/3' : '/2']] },
  );
  const { profile } = await success(createRequest(adapter), { url: 'https://h/1' });
  const { invokeStart = 0, queueEnd = 0, redirectStart = 0, redirectEnd = 0 } = profile ?? {};
  assert.equal([redirectStart >= queueEnd, redirectEnd >= redirectStart], [true, true]);
  assert.ok(invokeStart > 0 && redirectEnd <= Date.now());
});

test.run();
