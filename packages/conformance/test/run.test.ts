import * as assert from 'uvu/assert';
import { suite } from '../../../scripts/testing/suite.ts';
import type { Case } from '../src/case.ts';
import type { Result } from '../src/result.ts';
import type { RunOptions } from '../src/run.ts';
import type { Subject } from '../src/subject.ts';
import { chunks, not } from '../src/needs.ts';
import { register } from '../src/register.ts';
import { isLate } from '../src/result.ts';
import { runCases } from '../src/run.ts';

const test = suite('conformance: run');

const server = { http: 'http://server.test', other: 'http://other.test', refused: 'http://refused.test' };
const ask = () => Promise.resolve('{"value":null}');
const task = {
  abort() {},
  onHeadersReceived() {},
  offHeadersReceived() {},
  onChunkReceived() {},
  offChunkReceived() {},
};

/** A request that succeeds one turn later. */
function good(options: { success?: (res: object) => void; complete?: (res: object) => void }) {
  const res = { data: 'x', statusCode: 200, header: {}, cookies: [], errMsg: 'request:ok' };
  setTimeout(() => {
    options.success?.(res);
    options.complete?.(res);
  }, 0);
  return task;
}

const rule: Case = {
  id: 'call/any-status/made-up',
  source: 'W',
  quote: 'Any HTTP response is success.',
  run: async t => {
    t.equal((await t.success({ url: t.url() })).statusCode, 200, 'statusCode');
  },
};

async function results(subject: Subject, options: Partial<RunOptions> = {}): Promise<Result[]> {
  const all: Result[] = [];
  for await (const one of runCases(subject, { server, ask, cases: [rule], deadlineMs: 50, ...options }))
    all.push(one);
  return all;
}

const outline = (all: Result[]) => all.map(({ status, broken, reason }) => ({ status, broken, reason }));

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

test('a declared deviation is no failure as long as the rule is broken', async () => {
  const deviations = { [rule.id]: 'the phone does so' };
  const [result] = await results({ request: () => task, deviations });
  assert.equal([result?.status, result?.reason], ['deviates', 'the phone does so']);
});

test('a declared deviation that hangs is waited for a quarter of the time', async () => {
  const deviations = { [rule.id]: 'the phone hangs' };
  const [result] = await results({ request: () => task, deviations }, { deadlineMs: 80 });
  assert.is(result?.broken?.expected, 'an end within 20 ms');
});

test('a declared deviation that is kept is stale', async () => {
  const deviations = { [rule.id]: 'the phone did so' };
  const [result] = await results({ request: good, deviations });
  assert.equal([result?.status, result?.reason], ['stale', 'the phone did so']);
});

test('a deviation that names no case, or gives no reason, stops the run before it starts', async () => {
  for (const deviations of [{ 'call/nothing/here': 'why' }, { [rule.id]: ' ' }]) {
    let called = false;
    const request = () => {
      called = true;
      return task;
    };
    const thrown = await results({ request, deviations }).then(
      () => undefined,
      (error: unknown) => error,
    );
    assert.instance(thrown, TypeError);
    assert.is(called, false);
  }
});

test('a case that does not apply is listed with the reason', async () => {
  const needing: Case = { ...rule, needs: [chunks] };
  const without: Case = { ...rule, needs: [not(chunks)] };
  const subject = { request: good, supports: { chunks: false } };
  assert.equal(outline(await results(subject, { cases: [needing, without] })), [
    { status: 'not-applicable', broken: undefined, reason: 'needs chunks before the end' },
    { status: 'passed', broken: undefined, reason: undefined },
  ]);
});

test("register gives any runner's test function one test per case and returns what does not apply", async () => {
  const tests: { name: string; run: () => Promise<void> }[] = [];
  const needing: Case = { ...rule, id: 'task/chunks/made-up', needs: [chunks] };
  const failing: Case = { ...rule, id: 'call/ok/made-up', run: () => Promise.reject(new Error('broken')) };
  const subject = { request: good, supports: { chunks: false } };
  const rest = register((name, run) => tests.push({ name, run }), subject, {
    ...{ server, ask },
    cases: [rule, needing, failing],
  });
  assert.equal(
    tests.map(one => one.name),
    ['call/any-status/made-up', 'call/ok/made-up'],
  );
  assert.equal(
    rest.map(one => one.unmet),
    ['needs chunks before the end'],
  );
  await tests[0]?.run();
  const error = await tests[1]?.run().catch((thrown: unknown) => thrown);
  assert.match(
    String(error),
    /call\/ok\/made-up\n {2}SPEC: Any HTTP response is success\.\n {2}.*no exception, got Error: broken/,
  );
});

test.run();
