import * as assert from 'uvu/assert';
import { suite } from '../../../scripts/testing/suite.ts';
import * as legacy from '../src/legacy.ts';
import * as main from '../src/index.ts';

const test = suite('browser: host options');

const wrong: [options: object | null, message: RegExp][] = [
  [{ credentials: 'all' }, /host\.credentials cannot be string all on browser/],
  [{ mode: 'no-cors' }, /host\.mode cannot be string no-cors on browser/],
  [{ fetch: 'fetch' }, /host\.fetch cannot be string fetch on browser/],
  [{ timeout: 'long' }, /host\.timeout cannot be string long on browser/],
  [{ maxRedirects: 3 }, /host\.maxRedirects is not supported on browser/],
  [{ pins: {} }, /host\.pins is not supported on browser/],
  [{ credential: 'omit' }, /host\.credential is no option on browser/],
  [null, /host should be an object/],
];

for (const [name, { createRequest }] of Object.entries({ main, legacy })) {
  test(`a wrong option is named, at once (${name} entry)`, () => {
    for (const [options, message] of wrong) {
      assert.throws(
        () => Reflect.apply(createRequest, undefined, [options]),
        (error: unknown) => error instanceof TypeError && message.test(error.message),
        JSON.stringify(options),
      );
    }
  });
}

test('every right option of a page is taken', () => {
  const fetch = (): Promise<never> => Promise.reject();
  const modes = ['cors', 'same-origin'] as const;
  for (const credentials of ['omit', 'same-origin', 'include'] as const) {
    for (const mode of modes) assert.type(main.createRequest({ credentials, mode, fetch }), 'function');
  }
});

test('an option that is undefined counts as not given', () => {
  const options = { credentials: undefined, mode: undefined, fetch: undefined, timeout: undefined };
  assert.type(Reflect.apply(main.createRequest, undefined, [options]), 'function');
});

test('importing touches nothing, on a server either', () => {
  assert.not.ok('wx' in globalThis);
  assert.type(main.request, 'function');
});

test('install on a server sets wx.request, and its undo leaves nothing', () => {
  const undo = main.install();
  assert.is(Reflect.get(Reflect.get(globalThis, 'wx'), 'request'), main.request);
  undo();
  assert.not.ok('wx' in globalThis);
});

test('install with host options sets a wx.request that has them', async () => {
  const asked: string[] = [];
  const fetch = (url: unknown): Promise<never> => (asked.push(String(url)), Promise.reject());
  const undo = main.install({ baseUrl: 'https://api.example/v1/', fetch });
  await new Promise(complete => {
    Reflect.get(globalThis, 'wx').request({ url: 'menu', complete });
  });
  undo();
  assert.equal(asked, ['https://api.example/v1/menu']);
  assert.not.ok('wx' in globalThis);
});

test('the install entry does it by being imported', async () => {
  const { uninstall } = await import('../src/install.ts');
  assert.is(Reflect.get(Reflect.get(globalThis, 'wx'), 'request'), main.request);
  uninstall();
  assert.not.ok('wx' in globalThis);
});

test.run();
