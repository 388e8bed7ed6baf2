import * as fc from 'fast-check';
import * as assert from 'uvu/assert';
import { suite } from '../../../scripts/testing/suite.ts';
import { codeOf } from '../src/code.ts';
import type { DataDraft } from '../src/data.ts';
import type { AbortMoment, Draft } from '../src/draft.ts';
import { emptyDraft, optionsOf } from '../src/draft.ts';
import { literal } from '../src/literal.ts';
import type { Plain } from '../src/options.ts';
import { methods, plainOptions } from '../src/options.ts';
import { presetsFor } from '../src/presets.ts';

const test = suite('playground: code');

interface Told {
  options: Record<string, unknown>;
  aborts: number;
  listeners: string[];
}

/** Runs the code; gives what `wx.request` was called with and what was done to its task. */
function run(code: string): Told {
  const told: Told = { options: {}, aborts: 0, listeners: [] };
  const task = {
    abort: () => (told.aborts += 1),
    onHeadersReceived: () => told.listeners.push('head'),
    onChunkReceived: () => told.listeners.push('chunk'),
  };
  const request = (options: Record<string, unknown>) => {
    told.options = options;
    return task;
  };
  new Function('wx', code)({ request });
  const { success, fail, ...options } = told.options;
  assert.equal([typeof success, typeof fail], ['function', 'function']);
  return { ...told, options };
}

const json = fc.jsonValue().map((value): DataDraft => ({ kind: 'json', text: JSON.stringify(value) }));
const bytes = fc.uint8Array({ maxLength: 9 }).map((array): DataDraft => ({
  kind: 'bytes',
  text: [...array].map(byte => byte.toString(16).padStart(2, '0')).join(' '),
}));
const text = fc.string({ unit: 'binary' }).map((value): DataDraft => ({ kind: 'text', text: value }));
const map = fc.constant<DataDraft>({ kind: 'map', text: '' });
const none = fc.constant<DataDraft>({ kind: 'none', text: 'what was typed before' });
const pairs = plainOptions.map(({ name, values }) =>
  fc.tuple(
    fc.constant(name),
    values ? fc.constantFrom(...values) : fc.oneof<fc.Arbitrary<Plain>[]>(fc.integer(), fc.string()),
  ),
);
const plain = fc.array(fc.oneof(...pairs)).map(list => Object.fromEntries(list));
const drafts: fc.Arbitrary<Draft> = fc.record({
  url: fc.string({ unit: 'binary' }),
  method: fc.constantFrom(...methods),
  data: fc.oneof(json, bytes, text, map, none),
  header: fc.array(fc.tuple(fc.string(), fc.string({ unit: 'binary' }))),
  certs: fc.oneof(fc.constant(''), fc.constant('sha256/a\n\n  sha256/b  ')),
  plain,
  abort: fc.constantFrom<AbortMoment>('never', 'at-once', 'headers', 'chunk'),
});

test('the code, run, makes the very same request, whatever was composed', () => {
  fc.assert(
    fc.property(drafts, draft => {
      const { options } = run(codeOf(draft));
      const expected = optionsOf(draft);
      assert.equal(options, expected);
      assert.equal(Object.keys(options), Object.keys(expected));
    }),
    { numRuns: 500 },
  );
});

test('names that mean something to JavaScript are written so that they mean nothing', () => {
  for (const source of ['{"__proto__":{"a":1}}', '{"constructor":1,"a-b":2,"0":3}', '[-0,1e400,"\\u2028"]']) {
    const value: unknown = JSON.parse(source);
    const made = new Function(`return ${literal(value)}`)();
    assert.equal(made, value);
    assert.equal(Object.keys(made), Object.keys(value as object));
    assert.is(Object.getPrototypeOf(made), Object.getPrototypeOf(value));
  }
});

test('what cannot be sent is made, too: a function, FormData, a circle', () => {
  const dataOf = (kind: DataDraft['kind']) =>
    run(codeOf({ ...emptyDraft, data: { kind, text: '' } })).options.data;
  assert.type(dataOf('function'), 'function');
  assert.instance(dataOf('formData'), FormData);
  const circle = dataOf('circle') as { tea: unknown };
  assert.is(circle.tea, circle);
});

test('aborts come when they are asked for, and chunks have a listener where nothing else tells of them', () => {
  const done = (draft: Partial<Draft>) => {
    const { aborts, listeners } = run(codeOf({ ...emptyDraft, ...draft }));
    return [aborts, ...listeners];
  };
  assert.equal(done({}), [0]);
  assert.equal(done({ abort: 'at-once' }), [1]);
  assert.equal(done({ abort: 'headers' }), [0, 'head']);
  assert.equal(done({ abort: 'chunk', plain: { enableChunked: true } }), [0, 'chunk', 'chunk']);
});

test('what one reads is short: only what is set, in a line where it fits', () => {
  const [first] = presetsFor({ http: 'http://tea', other: '', refused: '' });
  assert.ok(first);
  assert.is(
    codeOf(first.draft, 'page'),
    `import '@wxreq/browser/install';

wx.request({
  url: 'http://tea/try/menu?page=1&lang=zh',
  data: { page: 2, q: '茶 & 咖啡', near: [121.47, 31.23] },
  success: res => console.log(res.statusCode, res.data),
  fail: err => console.log(err.errMsg),
});
`,
  );
});

test('text that is no JSON, or no hex, gives no code but a reason', () => {
  assert.throws(() => codeOf({ ...emptyDraft, data: { kind: 'json', text: '{tea}' } }), /JSON/);
  assert.throws(() => codeOf({ ...emptyDraft, data: { kind: 'bytes', text: 'e8 8' } }), /two hex digits/);
});

test.run();
