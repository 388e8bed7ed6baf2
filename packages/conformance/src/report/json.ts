import type { Broken, Status } from '../result.ts';
import type { Report } from './summary.ts';
import { levelOf } from '../case.ts';
import { tally } from '../result.ts';

/** One case in the JSON report. */
export interface JsonResult {
  readonly id: string;
  readonly level: string;
  readonly source: string;
  readonly quote: string;
  readonly status: Status;
  readonly reason?: string;
  readonly broken?: Broken;
  readonly ms: number;
}

/** The JSON report: everything, for machines, and for the page that compares several runs. */
export interface JsonReport {
  readonly name: string;
  readonly tally: Readonly<Record<Status, number>>;
  readonly results: readonly JsonResult[];
}

/** The data of the JSON report. */
export function toJson({ name, results }: Report): JsonReport {
  return {
    name,
    tally: tally(results),
    results: results.map(({ case: one, ...rest }) => ({
      id: one.id,
      level: levelOf(one),
      source: one.source,
      quote: one.quote,
      ...rest,
    })),
  };
}

/** JSON, indented. */
export function jsonReport(report: Report): string {
  return `${JSON.stringify(toJson(report), null, 2)}\n`;
}
