import type { Case } from '../src/case.ts';
import type { Result } from '../src/result.ts';
import type { RunOptions } from '../src/run.ts';
import type { Subject } from '../src/subject.ts';
import { runCases } from '../src/run.ts';

/** Nobody asks it: the subjects of these tests have no network. */
export const server = {
  http: 'http://server.test',
  other: 'http://other.test',
  refused: 'http://refused.test',
};

/** What the desk of that server says. */
export const ask = () => Promise.resolve('{"value":null}');

/** A task that does nothing. */
export const task = {
  abort() {},
  onHeadersReceived() {},
  offHeadersReceived() {},
  onChunkReceived() {},
  offChunkReceived() {},
};

/** A request that succeeds one turn later. */
export function good(options: { success?: (res: object) => void; complete?: (res: object) => void }) {
  const res = { data: 'x', statusCode: 200, header: {}, cookies: [], errMsg: 'request:ok' };
  setTimeout(() => {
    options.success?.(res);
    options.complete?.(res);
  }, 0);
  return task;
}

/** A case of no rule book. */
export const rule: Case = {
  id: 'call/any-status/made-up',
  source: 'W',
  quote: 'Any HTTP response is success.',
  run: async t => {
    t.equal((await t.success({ url: t.url() })).statusCode, 200, 'statusCode');
  },
};

/** What the cases (that one, unless others are given) make of a subject. */
export async function results(subject: Subject, options: Partial<RunOptions> = {}): Promise<Result[]> {
  const all: Result[] = [];
  for await (const one of runCases(subject, { server, ask, cases: [rule], deadlineMs: 50, ...options }))
    all.push(one);
  return all;
}

/** What matters of a result. */
export const outline = (all: Result[]) =>
  all.map(({ status, broken, reason }) => ({ status, broken, reason }));
