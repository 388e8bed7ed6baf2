import * as assert from 'uvu/assert';
import { suite } from '../../../scripts/testing/suite.ts';
import type { Case } from '../src/case.ts';
import type { Subject } from '../src/subject.ts';
import { isLate } from '../src/result.ts';
import { task, good, rule, results, outline } from './made-up.ts';

const test = suite('conformance: run');

test('a rule that is kept is passed', async () => {
  assert.equal(outline(await results({ request: good })), [
    { status: 'passed', broken: undefined, reason: undefined },
  ]);
});

test('a rule that is broken says what was looked at, what was expected, and what came', async () => {
  const wrong: Case = {
    ...rule,
    run: async t => {
      t.equal((await t.success({ url: t.url() })).data, { a: [1] }, 'data');
    },
  };
  const [result] = await results({ request: good }, { cases: [wrong] });
  assert.equal(result?.status, 'failed');
  assert.equal(result?.broken, { what: 'data', expected: '{ a: [1] }', actual: '"x"' });
});

test('a request that never ends fails its case within the deadline and says what was under way', async () => {
  const [result] = await results({ request: () => task });
  assert.equal(result?.broken?.what, 'the time that the case took');
  assert.match(result?.broken?.actual ?? '', /no complete\(\) for "GET" "http:.* \(nothing came\)/);
});

test('only a case that ran into its deadline is late: a wrong value is none, nor is an exception', async () => {
  const subjects: Subject[] = [
    { request: () => task },
    { request: good },
    {
      request: () => {
        throw new RangeError('boom');
      },
    },
  ];
  const wrong = { ...rule, run: () => Promise.reject(new TypeError('wrong')) };
  const all = await Promise.all(subjects.map(subject => results(subject)));
  const late = [...all.flat(), ...(await results({ request: good }, { cases: [wrong] }))].map(isLate);
  assert.equal(late, [true, false, false, false]);
});

test('a request that throws fails its case, and the run goes on', async () => {
  const request = () => {
    throw new RangeError('boom');
  };
  const all = await results({ request }, { cases: [rule, rule] });
  assert.equal(
    all.map(one => one.broken?.actual),
    ['RangeError: boom', 'RangeError: boom'],
  );
});

test('a request that returns no task is told so where a case needs one', async () => {
  const needy: readonly Case['run'][] = [
    async t => t.call({ url: 'x' }).task.abort(),
    async t => void t.listen({ url: 'x' }),
    async t => void t.call({ url: 'x' }),
  ];
  for (const [returned, actual] of [
    [undefined, 'undefined'],
    [Promise.resolve(1), 'Promise {}'],
  ] as const) {
    const cases = needy.map(run => ({ ...rule, run }));
    const all = await results({ request: () => returned }, { cases });
    const what = 'what request() returned';
    assert.equal(
      all.map(one => one.broken),
      [
        { what, expected: 'a RequestTask with abort', actual },
        { what, expected: 'a RequestTask with onHeadersReceived', actual },
        undefined,
      ],
    );
  }
});

test('of a task that lacks methods the others are called, on the task itself', async () => {
  const half = {
    aborts: 0,
    abort() {
      this.aborts += 1;
    },
  };
  const run: Case['run'] = async t => t.call({ url: 'x' }).task.abort();
  const [result] = await results({ request: () => half }, { cases: [{ ...rule, run }] });
  assert.equal([result?.status, half.aborts], ['passed', 2], 'by the case, and by who tidies up');
});

test('a task whose abort throws cannot stop the run', async () => {
  const abort = () => {
    throw new Error('no');
  };
  const all = await results({ request: () => ({ ...task, abort }) }, { cases: [rule, rule] });
  assert.equal(
    all.map(one => one.status),
    ['failed', 'failed'],
  );
});

test.run();
