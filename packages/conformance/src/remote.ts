import type { ServerAddress } from './address.ts';
import type { JsonReport } from './report/json.ts';
import type { Result } from './result.ts';
import type { Subject } from './subject.ts';
import { defaultAsk } from './ask.ts';
import { toJson } from './report/json.ts';
import { runCases } from './run.ts';
import { requestOf } from './subject.ts';

/** What a page or a mini-program may want to show while its run goes on. */
export type Show = (result: Result, count: number) => void;

function isAddress(value: unknown): value is ServerAddress {
  return typeof value === 'object' && value !== null && 'http' in value && 'other' in value;
}

async function addressOf(subject: Subject, base: string): Promise<ServerAddress> {
  const text = await defaultAsk(requestOf(subject))(`${base}/~/address`);
  const answer: unknown = JSON.parse(text);
  const value: unknown =
    typeof answer === 'object' && answer !== null ? Reflect.get(answer, 'value') : undefined;
  if (!isAddress(value)) throw new TypeError(`${base} is no reference server`);
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
  const server = await addressOf(subject, base);
  const results: Result[] = [];
  for await (const result of runCases(subject, { server })) show(result, results.push(result));
  const report = toJson({ name: subject.name ?? 'wx.request', results });
  await send(subject, `${base}/~/results`, report);
  return report;
}
