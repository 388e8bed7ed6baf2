import * as assert from 'uvu/assert';
import { suite } from '../../../scripts/testing/suite.ts';
import { consoleOf } from './support/console.ts';
import { headersOf, refusal, wireOf } from './support/calls.ts';
import { isFailure } from './support/refused.ts';

const test = suite('core: data and headers that are refused');

const cycle: Record<string, unknown> = {};
cycle['self'] = cycle;
const thrower = {
  toJSON() {
    throw new Error('toJSON');
  },
};
const form = { 'content-type': 'application/x-www-form-urlencoded' };

for (const [what, options] of Object.entries({
  'a cycle': { method: 'POST', data: cycle },
  'a cycle in a query': { data: { cycle } },
  'a BigInt': { method: 'POST', data: 10n },
  'a BigInt in GET': { data: 10n },
  'a BigInt inside': { method: 'POST', data: { a: 10n } },
  'a BigInt nested in a query': { data: { a: [10n] } },
  'a symbol': { method: 'POST', data: Symbol('s') },
  'a symbol in GET': { data: Symbol('s') },
  'a symbol in a query': { data: { a: Symbol('s') } },
  'a symbol in a form': { method: 'POST', header: form, data: { a: Symbol('s') } },
  'a throwing toJSON': { method: 'POST', data: thrower },
  'a throwing toJSON in a query': { data: { thrower } },
  'an undefined toJSON': { method: 'POST', data: { toJSON: () => undefined } },
  'an undefined toJSON in a query': { data: { a: { toJSON: () => undefined } } },
  'a lone surrogate in a query': { data: { a: '\ud800' } },
  'a lone surrogate as a key': { data: { '\udc00': 1 } },
  'a lone surrogate in a form': { method: 'POST', header: form, data: { a: '\ud800' } },
  'a value without text in a form': { method: 'PUT', header: form, data: { a: Object.create(null) } },
})) {
  test(`call/bad-data: ${what}`, async () => {
    isFailure(await refusal(options), 'fail to stringify data', 600010);
  });
}

test('call/bad-data: the cause says what could not be sent', async () => {
  const { cause } = await refusal({ data: { a: Symbol('s') } });
  assert.is(String(cause), 'TypeError: Symbol cannot be serialised');
});

for (const [data, type] of [
  [() => undefined, 'Function'],
  [class {}, 'Function'],
  [async () => undefined, 'Function'],
  [new FormData(), 'FormData'],
  [new Blob(['x']), 'Blob'],
  [new File(['x'], 'x'), 'File'],
  [new URLSearchParams('a=1'), 'URLSearchParams'],
  [new ReadableStream(), 'ReadableStream'],
  [new Map([['a', 1]]), 'Map'],
  [new Set([1]), 'Set'],
  [Promise.resolve(1), 'Promise'],
] as const) {
  test(`call/bad-data: a ${type} would become {}`, async () => {
    for (const method of ['GET', 'POST', 'DELETE']) {
      isFailure(await refusal({ method, data }), `data should not be ${type}`, 600010);
    }
  });
}

for (const [name, value] of [
  ['x-a', 'a\r\nb'],
  ['x-a', 'a\nb'],
  ['x-a', 'a\0b'],
  ['x-a', '中'],
  ['x-a', '\u0100'],
  ['x-a', '\x7f'],
  ['x-a', ['ok', 'a\nb']],
  ['x a', '1'],
  ['', '1'],
  ['x:', '1'],
  ['ä', '1'],
  ['a\r\nb', '1'],
] as const) {
  test(`call/bad-header: ${JSON.stringify(name)}: ${JSON.stringify(value)}`, async () => {
    isFailure(await refusal({ header: { [name]: value } }), `invalid header "${name}"`, 600005);
    isFailure(await refusal({}, { header: { [name]: value } }), `invalid header "${name}"`, 600005);
  });
}

test('call/bad-header: of several, the first is told', async () => {
  const header = { 'x-a': '1', 'x b': '2', 'x-c': '\n', 'x d': '3' };
  isFailure(await refusal({ header }), 'invalid header "x b"', 600005);
});

test('call/bad-header: a tab and Latin-1 can be carried, up to U+00FF', async () => {
  assert.is(headersOf(await wireOf({ header: { 'x-a': 'a\tb ÿ é' } }))['x-a'], 'a\tb ÿ é');
});

test('call/bad-header: a header that is no plain object is warned about once, and is as {}', async () => {
  class Mine {
    a = 1;
  }
  for (const [header, type] of [
    ['x', 'String'],
    [1, 'Number'],
    [[['a', 'b']], 'Array'],
    [new Headers({ a: 'b' }), 'Headers'],
    [new Map([['a', 'b']]), 'Map'],
    [new Mine(), 'Object'],
    [() => undefined, 'Function'],
  ] as const) {
    let headers: object = {};
    const written = await consoleOf(async () => (headers = headersOf(await wireOf({ header }))));
    assert.equal(headers, { 'content-type': 'application/json' });
    const what = `header should be a plain object instead of ${type}; it is ignored`;
    assert.equal(written, [['warn', `wx.request: ${what}`]]);
  }
});

test.run();
