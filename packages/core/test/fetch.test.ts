import * as assert from 'uvu/assert';
import { suite } from '../../../scripts/testing/suite.ts';
import { unknown } from '../src/words.ts';
import { fetching, supports, hops, send } from './support/fetching.ts';

const site = fetching();
const { seen, closed, wire } = site;

const test = suite('core: the fetch adapter');

test.before(site.open);
test.after(site.close);

test('each Set-Cookie is a pair of its own, commas included', async () => {
  const { heads, chunks } = await send({}, wire('/cookies'));
  assert.equal(
    heads[0]?.headers.filter(([name]) => name === 'set-cookie'),
    [
      ['set-cookie', 'a=1; Expires=Wed, 21 Oct 2026 07:28:00 GMT'],
      ['set-cookie', 'b=2'],
    ],
  );
  assert.is(heads[0]?.url, `${site.origin}/cookies`);
  assert.is(chunks.join(''), 'one');
});

test('method, header and bytes are sent as they are, with nothing added to the body', async () => {
  const body = new TextEncoder().encode('{"a":1}');
  await send({}, wire('/', { method: 'POST', headers: [['x-token', 't']], body }));
  const last = seen.at(-1);
  assert.is(last?.method, 'POST');
  assert.is(last?.headers?.['x-token'], 't');
  assert.is(last?.headers?.['content-type'], undefined);
  assert.is(last?.body, '{"a":1}');
});

test('a redirect is followed, and the final address told', async () => {
  const { heads } = await send({}, wire('/moved'));
  assert.is(heads[0]?.status, 200);
  assert.is(heads[0]?.url, `${site.origin}/cookies`);
});

test('where core follows redirects, the 3xx head comes as it is, and its body can be discarded', async () => {
  const { heads, chunks, error } = await send({ supports: { ...supports, hops } }, wire('/moved'), {
    head: 'discard',
  });
  assert.is(heads[0]?.status, 302);
  assert.is(heads[0]?.url, undefined);
  assert.equal(chunks, []);
  assert.is(error, undefined);
});

test('a discarded body that is large is stopped, without an error', async () => {
  const before = closed.length;
  const { chunks, error } = await send({}, wire('/big'), { head: 'discard' });
  assert.equal(chunks, []);
  assert.is(error, undefined);
  while (closed.length === before) await new Promise(resolve => setTimeout(resolve, 5));
});

test('a cancel before the head ends the exchange, and the server sees the close', async () => {
  const { heads, error } = await send({}, wire('/hang'), { onCancel: cancel => setTimeout(cancel, 30) });
  assert.equal(heads, []);
  assert.is(error?.words, unknown);
  while (!closed.includes('/hang')) await new Promise(resolve => setTimeout(resolve, 5));
});

test('a cancel inside the body does, too', async () => {
  const { chunks, error } = await send({}, wire('/stall'), { onChunk: cancel => cancel() });
  assert.equal(chunks, ['one']);
  assert.ok(error);
  while (!closed.includes('/stall')) await new Promise(resolve => setTimeout(resolve, 5));
});

test('a cancel that was asked for before the start sends nothing', async () => {
  const before = seen.length;
  const { error } = await send({}, wire('/'), { onCancel: cancel => cancel() });
  assert.ok(error);
  await send({}, wire('/cookies'));
  assert.is(seen.length, before + 1);
});

test.run();
