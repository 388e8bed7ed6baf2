import * as assert from 'uvu/assert';
import { suite } from '../../../scripts/testing/suite.ts';
import { createXhrCanceller } from '../src/canceller.ts';

const test = suite('browser: what stands for an AbortController');

test('its signal says whether it was aborted, and tells those who listen and have not stopped', () => {
  const { signal, abort } = createXhrCanceller();
  assert.is(Reflect.get(Object(signal), 'aborted'), false);
  const heard: string[] = [];
  const [stays, goes] = ['stays', 'goes'].map(name => () => void heard.push(name));
  for (const listener of [stays, goes]) Reflect.get(Object(signal), 'addEventListener')('abort', listener);
  Reflect.get(Object(signal), 'removeEventListener')('abort', goes);
  abort();
  assert.equal([Reflect.get(Object(signal), 'aborted'), heard], [true, ['stays']]);
});

test.run();
