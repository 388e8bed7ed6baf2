import * as assert from 'uvu/assert';
import { suite } from '../../../scripts/testing/suite.ts';
import { install, request } from '../src/index.ts';
import { checkOptions, type BunOptions } from '../src/options.ts';

const test = suite('bun: options');

const pem = '-----BEGIN CERTIFICATE-----';
const bytes = new TextEncoder().encode(pem);

test('authorities, certificate and key are PEM as text or bytes, authorities several too', () => {
  const right: readonly BunOptions[] = [
    {},
    ...[pem, bytes, [pem, bytes], []].map(ca => ({ ca })),
    ...[pem, bytes].map(cert => ({ cert, key: cert })),
  ];
  for (const options of right) checkOptions(options);
});

test('what is neither is a TypeError that names the option', () => {
  for (const [name, value] of [
    ...['ca', 'cert', 'key'].flatMap(name => [1, null, {}, true].map(value => [name, value] as const)),
    ['ca', [pem, 1]],
    ['cert', [pem]],
    ['key', [bytes]],
  ] as const) {
    assert.throws(
      () => Reflect.apply(checkOptions, undefined, [{ [name]: value }]),
      (error: unknown) =>
        error instanceof TypeError &&
        error.message === `createRequest: host.${name} should be PEM text or bytes`,
      `${name} ${String(value)}`,
    );
  }
});

test('install sets wx.request, with options, too, and what it returns takes it away', () => {
  const before = Object.keys(globalThis);
  const undo = install();
  assert.is(Reflect.get(globalThis, 'wx').request, request);
  undo();
  const undoOther = install({ timeout: 5 });
  assert.is.not(Reflect.get(globalThis, 'wx').request, request);
  undoOther();
  assert.equal(Object.keys(globalThis), before);
});

test.run();
