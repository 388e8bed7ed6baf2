import * as assert from 'uvu/assert';
import { suite } from '../../../scripts/testing/suite.ts';
import * as main from '../src/index.ts';
import * as worker from '../src/worker.ts';

const test = suite('browser: service workers');

/** How many of twelve requests, none of which is ever answered, have been sent a turn later. */
async function sentOfTwelve({ createRequest }: Pick<typeof worker, 'createRequest'>, host: object = {}) {
  let sent = 0;
  const request = createRequest({
    ...host,
    fetch: () => {
      sent += 1;
      return new Promise<never>(() => {});
    },
  });
  for (let each = 0; each < 12; each += 1) request({ url: 'http://a.example/' });
  await new Promise(resolve => setTimeout(resolve, 0));
  request.interrupt();
  return sent;
}

test('a page sends ten at a time; a service worker, which many pages use, all', async () => {
  assert.is(await sentOfTwelve(main), 10);
  assert.is(await sentOfTwelve(worker), 12);
});

test('a service worker may set a limit', async () => {
  assert.is(await sentOfTwelve(worker, { maxConcurrent: 3 }), 3);
});

test('all else is as in a page', () => {
  const { defaults: page, ...ofPage } = main.createBrowserAdapter();
  const { defaults: own, ...ofWorker } = worker.createWorkerAdapter();
  assert.equal(own, { ...page, maxConcurrent: Infinity });
  assert.equal({ ...ofWorker, send: undefined }, { ...ofPage, send: undefined });
});

test.run();
