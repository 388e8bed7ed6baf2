import * as assert from 'uvu/assert';
import { suite } from '../../../scripts/testing/suite.ts';
import type { Case } from '../src/case.ts';
import { chunks, not } from '../src/needs.ts';
import { register } from '../src/register.ts';
import { server, ask, task, good, rule, results, outline } from './made-up.ts';

const test = suite('conformance: deviations, and what does not apply');

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
