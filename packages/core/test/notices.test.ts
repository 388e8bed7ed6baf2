import * as assert from 'uvu/assert';
import { suite } from '../../../scripts/testing/suite.ts';
import { TransportError } from '../src/errors.ts';
import { createRequest } from '../src/request.ts';
import { byHand, pageSupports, serving, supports } from './support/adapters.ts';
import { consoleOf } from './support/console.ts';
import { recorded, settled, success } from './support/calls.ts';

const test = suite('core: notices');

async function notices(more: object, options: object = {}, answer = {}): Promise<unknown[]> {
  const told: unknown[] = [];
  const { adapter } = serving(() => answer, { name: 'here', ...more });
  const onNotice = (...notice: unknown[]): unknown => told.push(notice);
  const request = createRequest(adapter, { onNotice, referer: 'https://me' });
  for (let i = 0; i < 3; i += 1) recorded(request, options);
  await settled();
  return told;
}

test('onNotice: told once per clause what this runtime silently cannot do', async () => {
  const header = { Cookie: 'a=1', Origin: 'https://o' };
  const unsendableHeaders = ['cookie', 'referer', 'origin'];
  const told = await notices({ supports: { ...supports, unsendableHeaders, setCookie: false } }, { header });
  assert.equal(told, [
    ['header/referer', 'here drops referer'],
    ['header/transport', 'here drops cookie'],
    ['response/cookies', 'here hides Set-Cookie'],
  ]);
});

test('onNotice: a likely CORS failure', async () => {
  assert.equal(await notices({}, {}, { error: new TypeError('fetch failed') }), [
    ['failures/unknown', 'here hides why https://h failed: no connection, or CORS'],
  ]);
});

test('onNotice: nothing where nothing is lost', async () => {
  assert.equal(await notices({}, { header: { cookie: 'a=1' } }, { headers: [['set-cookie', 'a=1']] }), []);
  assert.equal(await notices({ supports: pageSupports }, {}, { error: new TransportError('dns') }), []);
});

test('onNotice: behind a head it was not CORS', async () => {
  const { adapter, hands } = byHand();
  const told: unknown[] = [];
  const { names } = recorded(createRequest(adapter, { onNotice: (...notice) => told.push(notice) }));
  await settled();
  hands[0]?.sink.head({ status: 200, headers: [] });
  hands[0]?.fail(new TypeError('network error'));
  await settled();
  assert.equal([names(), told], ['headersReceived fail complete', []]);
});

test('onNotice: one that throws is reported and stops nothing; without one nothing is said', async () => {
  const page = { supports: { ...supports, setCookie: false } };
  const errors: unknown[] = [];
  const error = new Error('mine');
  const onNotice = (): void => {
    throw error;
  };
  const request = createRequest(serving(undefined, page).adapter, {
    onNotice,
    onCallbackError: e => errors.push(e),
  });
  await success(request);
  assert.equal(errors, [error]);
  const written = await consoleOf(async () => {
    await success(createRequest(serving(undefined, page).adapter));
  });
  assert.equal(written, []);
});

test.run();
