import type { ServerAddress } from './address.ts';
import type { Ask } from './ask.ts';
import type { Case } from './case.ts';
import type { JsonReport } from './report/json.ts';
import type { Result } from './result.ts';
import type { Subject } from './subject.ts';
import { defaultAsk } from './ask.ts';
import { toJson } from './report/json.ts';
import { runCases } from './run.ts';
import { requestOf } from './subject.ts';

/** What a page or a mini-program may want to show while its run goes on. */
export type Show = (result: Result, count: number) => void;

/** What `serve` was told about how to judge. */
export interface RemoteOrder {
  readonly deadlineMs: number;
  /** The cases; all where it says nothing. */
  readonly ids?: readonly string[];
}

function isOrder(value: unknown): value is RemoteOrder {
  return typeof value === 'object' && value !== null && 'deadlineMs' in value;
}

function isAddress(value: unknown): value is ServerAddress {
  return typeof value === 'object' && value !== null && 'http' in value && 'other' in value;
}

async function read<T>(url: string, ask: Ask, fits: (value: unknown) => value is T): Promise<T> {
  const answer: unknown = JSON.parse(await ask(url));
  const value: unknown =
    typeof answer === 'object' && answer !== null ? Reflect.get(answer, 'value') : undefined;
  if (!fits(value)) throw new TypeError(`no reference server answers at ${url}`);
  return value;
}

/** Sends the results by the judged `request` itself: a mini-program has nothing else. */
function send(subject: Subject, url: string, report: JsonReport): Promise<void> {
  return new Promise((resolve, reject) => {
    requestOf(subject)({
      url,
      method: 'POST',
      data: report,
      success: () => {
        resolve();
      },
      fail: (err: { errMsg: string }) => {
        reject(new Error(err.errMsg));
      },
    });
  });
}

/**
 * Judges where the suite is not started from a command line: on a phone, in a page, in a mini-program. `base` is the
 * address that `wxreq-conformance serve` printed; the results go back there.
 */
export async function judgeRemotely(
  subject: Subject,
  base: string,
  show: Show = () => undefined,
): Promise<JsonReport> {
  const ask = defaultAsk(requestOf(subject));
  const server = await read(`${base}/~/address`, ask, isAddress);
  const { ids, deadlineMs } = await read(`${base}/~/order`, ask, isOrder);
  const only = (one: Case): boolean => ids === undefined || ids.indexOf(one.id) >= 0;
  const results: Result[] = [];
  for await (const result of runCases(subject, { server, deadlineMs, only }))
    show(result, results.push(result));
  const report = toJson({ name: subject.name ?? 'wx.request', results });
  await send(subject, `${base}/~/results`, report);
  return report;
}
