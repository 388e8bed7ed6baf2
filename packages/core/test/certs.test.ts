import * as assert from 'uvu/assert';
import { suite } from '../../../scripts/testing/suite.ts';
import { TransportError } from '../src/errors.ts';
import { matches, PinMismatch, pinRules } from '../src/pins.ts';
import { refusal, wireOf } from './support/calls.ts';
import { a, b, c, page, mismatch, pinsOf } from './support/pinning.ts';
const unsupported = { errMsg: 'request:fail certs is not supported on this platform', errno: 100 };
const recipe = `(tr -d '\\\\n' in Tencent's recipe deletes every letter n)`;

const test = suite('core: pins');

test('certs/format: 44 characters of base64 after sha256/', async () => {
  for (const pin of [a, b, c, `sha256/${'+/9Z'.repeat(10)}abc=`])
    assert.equal(await pinsOf({ certs: [pin] }), [[pin]]);
  assert.equal(await pinsOf({ certs: [a, b] }), [[a, b]]);
});

for (const [pin, shown] of [
  ['', '""'],
  ['x', '"x"'],
  [a.slice(7), `"${a.slice(7)}"`],
  [`SHA256/${a.slice(7)}`, `"SHA256/${a.slice(7)}"`],
  [`sha1/${a.slice(7)}`, `"sha1/${a.slice(7)}"`],
  [` ${a}`, `" ${a}"`],
  [a.replace('=', '-'), `"${a.replace('=', '-')}"`],
  [`sha256/${'-'.repeat(43)}=`, `"sha256/${'-'.repeat(43)}="`],
  [a.slice(0, -2) + '=', `"${a.slice(0, -2)}=": 43 characters instead of 44 after sha256/ ${recipe}`],
  [`${a}\n`, `"${a}\n": 45 characters instead of 44 after sha256/ ${recipe}`],
  ['sha256/', `"sha256/": 0 characters instead of 44 after sha256/ ${recipe}`],
  [5, '"number"'],
  [null, '"object"'],
  [undefined, '"undefined"'],
  [[a], '"object"'],
] as const) {
  test(`certs/format: ${JSON.stringify(pin)} is refused before connecting`, async () => {
    for (const certs of [[pin], [a, pin]]) {
      assert.equal(await refusal({ certs }), {
        errMsg: `request:fail invalid certs ${shown}`,
        errno: 600005,
      });
    }
  });
}

test('certs/format: what is no list is refused too, and so is a hole in a list', async () => {
  for (const certs of ['x', a, {}, 5, true]) {
    assert.match((await refusal({ certs })).errMsg, /^request:fail invalid certs "/);
  }
  assert.is((await refusal({ certs: new Array(1) })).errMsg, 'request:fail invalid certs "undefined"');
});

test('certs/no-tls: an empty list is no pinning; undefined and null neither', async () => {
  for (const certs of [[], undefined, null]) {
    assert.equal(await pinsOf({ url: 'http://h/p', certs }), []);
    assert.equal((await wireOf({ certs }, {}, page)).pins, []);
  }
});

test('certs/no-tls: pins with an http: URL are a pin failure, whose cause says what was asked for', async () => {
  const result = await refusal({ url: 'http://h:8080/p', certs: [a, b] });
  assert.equal(result, mismatch);
  assert.ok(result.cause instanceof PinMismatch);
  const { host, asked, presented, message } = result.cause;
  assert.equal([host, asked, presented], ['h:8080', [[a, b]], []]);
  assert.is(message, `h:8080: asked for ${a} or ${b}; presented no verified certificate`);
});

test('certs/fail-closed: a runtime that cannot pin refuses', async () => {
  assert.equal(await refusal({ certs: [a] }, {}, page), unsupported);
});

test('certs/match: each set needs a pin that the verified chain has', () => {
  for (const [sets, chain, expected] of [
    [[[a]], [a], true],
    [[[a]], [b, a], true],
    [[[a, b]], [b], true],
    [[[a], [b]], [a, b], true],
    [[[a], [b]], [a], false],
    [[[a]], [b], false],
    [[[a]], [], false],
    [[[]], [a], false],
    [[], [], true],
  ] as const) {
    assert.is(matches(sets, chain), expected);
  }
});

test('certs/cause: the host, what was asked for, what was presented', () => {
  const error = new PinMismatch('h:8443', [[a, b], [c]], [b, c]);
  assert.equal([error.name, error instanceof Error], ['PinMismatch', true]);
  assert.is(error.message, `h:8443: asked for ${a} or ${b}, and for ${c}; presented ${b}, ${c}`);
  assert.equal([error.host, error.asked, error.presented], ['h:8443', [[a, b], [c]], [b, c]]);
  assert.throws(
    () => pinRules.prepare({}).required('http://h/', [a]),
    (thrown: unknown) => thrown instanceof TransportError && thrown.cause instanceof PinMismatch,
  );
});

test.run();
