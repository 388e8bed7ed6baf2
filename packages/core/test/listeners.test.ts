import * as assert from 'uvu/assert';
import { suite } from '../../../scripts/testing/suite.ts';
import type { ChunkReceivedResult, RequestTask } from '../src/api.ts';
import { createRequest } from '../src/request.ts';
import { bytes, serving, text } from './support/adapters.ts';
import { consoleOf } from './support/console.ts';
import { settled } from './support/calls.ts';

const test = suite('core: listeners');

type On = 'onHeadersReceived' | 'onChunkReceived';
type Off = 'offHeadersReceived' | 'offChunkReceived';

for (const [on, off] of [
  ['onHeadersReceived', 'offHeadersReceived'],
  ['onChunkReceived', 'offChunkReceived'],
] as const) {
  /** A task of two events of this kind: the head's are two requests'. */
  const told = async (
    add: (task: RequestTask, note: (name: string) => () => void) => void,
  ): Promise<string> => {
    const heard: string[] = [];
    const request = createRequest(serving(() => ({ body: [bytes('1'), bytes('2')] })).adapter);
    const task = request({ url: 'https://h/p' });
    add(task, name => () => void heard.push(name));
    await settled();
    return heard.join(' ');
  };
  const twice = (once: string): string => (on === 'onChunkReceived' ? `${once} ${once}` : once);
  const listen = (task: RequestTask, method: On | Off, ...args: unknown[]): unknown =>
    Reflect.apply(task[method], undefined, args);

  test(`task/listeners: ${on}: in the order added, the same function once`, async () => {
    const heard = await told((task, note) => {
      const [a, b] = [note('a'), note('b')];
      for (const listener of [b, a, b, a, note('c')]) task[on](listener);
    });
    assert.is(heard, twice('b a c'));
  });

  test(`task/listeners: ${off}: the same function goes, an unknown one is ignored`, async () => {
    const heard = await told((task, note) => {
      const [a, b] = [note('a'), note('b')];
      for (const listener of [a, b]) task[on](listener);
      task[off](note('a'));
      task[off](a);
      task[off](a);
    });
    assert.is(heard, twice('b'));
  });

  test(`task/listeners: a function taken off and added again comes last`, async () => {
    const heard = await told((task, note) => {
      const [a, b] = [note('a'), note('b')];
      for (const listener of [a, b]) task[on](listener);
      task[off](a);
      task[on](a);
    });
    assert.is(heard, twice('b a'));
  });

  for (const args of [[], [undefined], [null], ['x'], [{}]]) {
    test(`task/listeners: ${off}(${args.map(arg => JSON.stringify(arg)).join()}) removes all`, async () => {
      const heard = await told((task, note) => {
        task[on](note('a'));
        task[on](note('b'));
        listen(task, off, ...args);
      });
      assert.is(heard, '');
    });
  }

  test(`task/listeners: who comes after ${off}() is alone`, async () => {
    const heard = await told((task, note) => {
      task[on](note('a'));
      task[off]();
      task[on](note('b'));
    });
    assert.is(heard, twice('b'));
  });

  for (const listener of [undefined, null, 'x', {}, 5]) {
    test(`task/listeners: ${on}(${String(listener)}) is one console error, and ignored`, async () => {
      let heard = '';
      const written = await consoleOf(async () => {
        heard = await told((task, note) => {
          listen(task, on, listener);
          task[on](note('a'));
        });
      });
      assert.equal(written, [['error', `wx.request: ${on} needs a function`]]);
      assert.is(heard, twice('a'));
    });
  }

  test(`task/listeners: ${on}: no replay for those who come late; ${off} works any time`, async () => {
    const heard: string[] = [];
    const request = createRequest(serving(() => ({ body: 'x' })).adapter);
    const late = (): unknown => heard.push('late');
    const task = request({
      url: 'https://h/p',
      success: () => task[on](late),
      complete() {
        task[off](late);
        task[off]();
        heard.push('complete');
      },
    });
    await settled();
    task[on](late);
    task[off](late);
    await settled();
    assert.equal(heard, ['complete']);
  });
}

test('task/listeners: what a listener changes counts from the next event', async () => {
  const heard: string[] = [];
  const task = createRequest(serving(() => ({ body: ['1', '2', '3'].map(bytes) })).adapter)({
    url: 'https://h/p',
  });
  const chunk = (res: ChunkReceivedResult): string => text(res.data);
  const second = (res: ChunkReceivedResult): void => void heard.push(`second ${chunk(res)}`);
  const added = (res: ChunkReceivedResult): void => void heard.push(`added ${chunk(res)}`);
  const first = (res: ChunkReceivedResult): void => {
    heard.push(`first ${chunk(res)}`);
    task.offChunkReceived(second);
    task.offChunkReceived(first);
    task.onChunkReceived(added);
  };
  task.onChunkReceived(first);
  task.onChunkReceived(second);
  await settled();
  assert.equal(heard, ['first 1', 'second 1', 'added 2', 'added 3']);
});

test.run();
