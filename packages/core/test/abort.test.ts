import * as assert from 'uvu/assert';
import { suite } from '../../../scripts/testing/suite.ts';
import { createRequest } from '../src/request.ts';
import { byHand, bytes, serving } from './support/adapters.ts';
import { recorded, settled } from './support/calls.ts';

const abort = { errMsg: 'request:fail abort' };

const test = suite('core: abort');

test('task/abort: before it is sent: nothing is ever sent; fail and complete come in a later turn', async () => {
  const { adapter, hands } = byHand();
  const { task, told, names } = recorded(createRequest(adapter));
  task.abort();
  task.abort();
  assert.equal(told, []);
  await settled();
  assert.equal([hands.length, names(), told[0]?.[1]], [0, 'fail complete', abort]);
  assert.is(told[0]?.[1], told[1]?.[1]);
});

test('task/abort: inside each callback, and after the end', async () => {
  for (const [where, expected] of [
    ['headersReceived', 'headersReceived fail complete'],
    ['chunkReceived', 'headersReceived chunkReceived fail complete'],
    ['success', 'headersReceived chunkReceived chunkReceived success complete'],
    ['complete', 'headersReceived chunkReceived chunkReceived success complete'],
  ]) {
    const heard: string[] = [];
    let during = '';
    const note = (name: string) => (): void => {
      heard.push(name);
      if (name !== where) return;
      task.abort();
      task.abort();
      during = heard.join(' ');
    };
    const { adapter } = serving(() => ({ body: [bytes('1'), bytes('2')] }));
    const callbacks = { success: note('success'), fail: note('fail'), complete: note('complete') };
    const task = createRequest(adapter)({ url: 'https://h/p', ...callbacks });
    task.onHeadersReceived(note('headersReceived'));
    task.onChunkReceived(note('chunkReceived'));
    await settled();
    task.abort();
    await settled();
    assert.is(heard.join(' '), expected);
    assert.ok(during.endsWith(where ?? ''), 'abort() tells nobody anything itself');
  }
});

test('task/abort: once a listener has aborted, those behind it hear nothing', async () => {
  const heard: string[] = [];
  const task = createRequest(serving(() => ({ body: 'x' })).adapter)({ url: 'https://h/p' });
  task.onHeadersReceived(() => void heard.push('first'));
  task.onHeadersReceived(() => {
    heard.push('second');
    task.abort();
  });
  task.onHeadersReceived(() => void heard.push('third'));
  await settled();
  assert.equal(heard, ['first', 'second']);
});

test('task/abort: a listener of the head that aborts: the adapter is told that nobody wants the body', async () => {
  const { adapter, hands } = byHand();
  const { task } = recorded(createRequest(adapter));
  task.onHeadersReceived(() => task.abort());
  await settled();
  assert.is(hands[0]?.sink.head({ status: 200, headers: [] }), 'discard');
});

test('task/abort: what the engine calls its error makes no abort, and no timeout', async () => {
  const foreign = [
    new DOMException('aborted', 'AbortError'),
    Object.assign(new Error('x'), { kind: 'abort' }),
    { kind: 'timeout' },
    { kind: 'interrupted' },
  ];
  for (const error of foreign) {
    const { told } = recorded(createRequest(serving(() => ({ error })).adapter));
    await settled();
    assert.equal(told[0], ['fail', { errMsg: 'request:fail network error', errno: 600000 }]);
    assert.is((told[0]?.[1] as { cause: unknown }).cause, error);
  }
});

test.run();
