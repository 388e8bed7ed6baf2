import * as assert from 'uvu/assert';
import { suite } from '../../../scripts/testing/suite.ts';
import { createRequest } from '../src/request.ts';
import { serving } from './support/adapters.ts';
import { consoleOf } from './support/console.ts';
import { loose, settled } from './support/calls.ts';

const test = suite('core: callbacks that throw');

test('call/throwing-callback: the host hears of it, and nothing is stopped', async () => {
  const errors: unknown[] = [];
  const { adapter } = serving(() => ({ body: 'x' }));
  const request = createRequest(adapter, { maxConcurrent: 1, onCallbackError: error => errors.push(error) });
  const told: string[] = [];
  const thrower = (what: unknown) => () => {
    told.push(String(what));
    throw what;
  };
  for (const url of ['https://h/p', 'nonsense']) {
    const options = { url, success: thrower('success'), fail: thrower('fail'), complete: thrower(undefined) };
    const task = loose(request, options);
    task.onHeadersReceived(thrower('head 1'));
    task.onHeadersReceived(thrower(null));
    task.onChunkReceived(thrower(new Error('chunk')));
  }
  await settled();
  const failed = ['fail', 'undefined'];
  assert.equal(told, [...failed, 'head 1', 'null', 'Error: chunk', 'success', 'undefined']);
  assert.equal(errors, ['fail', undefined, 'head 1', null, new Error('chunk'), 'success', undefined]);
});

test('call/throwing-callback: a report that throws is caught too', async () => {
  const host = {
    onCallbackError() {
      throw new Error('the reporter');
    },
  };
  const told: string[] = [];
  const request = createRequest(serving().adapter, host);
  loose(request, {
    url: 'https://h/p',
    success() {
      told.push('success');
      throw new Error('success');
    },
    complete: () => told.push('complete'),
  });
  loose(request, null);
  await settled();
  assert.equal(told, ['success', 'complete']);
});

test("call/throwing-callback: by default it goes where the runtime's adapter says, else to the console", async () => {
  const error = new Error('mine');
  const options = {
    url: 'https://h/p',
    success() {
      throw error;
    },
  };
  const written = await consoleOf(async () => {
    createRequest(serving().adapter)(options);
    await settled();
  });
  assert.equal(written, [['error', error]]);

  const reported: unknown[] = [];
  const defaults = { onCallbackError: (thrown: unknown) => void reported.push(thrown) };
  createRequest(serving(undefined, { defaults }).adapter)(options);
  await settled();
  assert.equal(reported, [error]);
});

test.run();
