import * as assert from 'uvu/assert';
import { suite } from '../../../scripts/testing/suite.ts';
import { Audience } from '../src/audience.ts';

const test = suite('core: the audience');

test('what listeners are told is made only where there is one: no chunk is copied for nobody', () => {
  let made = 0;
  let runs = 0;
  const run = (tell: () => void): void => {
    runs += 1;
    tell();
  };
  const audience = new Audience({}, run, () => {});
  const emit = (event: 'HeadersReceived' | 'ChunkReceived'): void => {
    audience.emit(
      event,
      () => ({ made: (made += 1) }),
      () => true,
    );
  };
  const task = audience.task(() => {});
  emit('ChunkReceived');
  task.onHeadersReceived(() => {});
  emit('ChunkReceived');
  task.offHeadersReceived();
  emit('HeadersReceived');
  assert.equal([made, runs], [0, 0]);
  task.onChunkReceived(() => {});
  task.onChunkReceived(() => {});
  emit('ChunkReceived');
  assert.equal([made, runs], [1, 1]);
});

test.run();
