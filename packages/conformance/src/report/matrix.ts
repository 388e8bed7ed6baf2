import type { Status } from '../result.ts';
import type { JsonReport, JsonResult } from './json.ts';
import { clauseOf } from '../case.ts';
import { chapterOf } from './summary.ts';

/** The rules by their clause's id, as SPEC.md has them. */
export type Clauses = ReadonlyMap<string, string>;

/** How one case ended with one subject; undefined: it was not asked. */
export type Cell = Pick<JsonResult, 'status' | 'ms' | 'reason' | 'broken'> | undefined;

/** One case and how it ended everywhere. */
export interface Row {
  readonly id: string;
  readonly chapter: string;
  readonly clause: string;
  readonly level: string;
  readonly source: string;
  readonly quote: string;
  /** In the order of the reports. */
  readonly cells: readonly Cell[];
}

/** Reports side by side: cases by chapter, as SPEC.md has them, each with a cell for every report. */
export function toRows(reports: readonly JsonReport[], clauses: Clauses): readonly Row[] {
  const first = new Map<string, JsonResult>();
  for (const { results } of reports)
    for (const result of results) if (!first.has(result.id)) first.set(result.id, result);
  const byId = reports.map(({ results }) => new Map(results.map(result => [result.id, result])));
  const ids = [...clauses.keys()];
  const placeOf = ({ id }: JsonResult): number => ids.indexOf(clauseOf(id));
  return [...first.values()]
    .sort((one, other) => placeOf(one) - placeOf(other))
    .map(({ id, level, source, quote }) => ({
      ...{ id, level, source, quote },
      chapter: chapterOf(id),
      clause: clauseOf(id),
      cells: byId.map(results => cellOf(results.get(id))),
    }));
}

function cellOf(result: JsonResult | undefined): Cell {
  if (result === undefined) return undefined;
  const { status, ms, reason, broken } = result;
  return {
    status,
    ms,
    ...(reason === undefined ? {} : { reason }),
    ...(broken === undefined ? {} : { broken }),
  };
}

/** What a page says of a status: its mark, and the word for it. */
export const marks: Readonly<Record<Status, readonly [mark: string, word: string]>> = {
  passed: ['✓', 'kept'],
  failed: ['✗', 'broken'],
  stale: ['!', 'declared as broken, but kept'],
  deviates: ['~', 'broken, as declared'],
  'not-applicable': ['·', 'does not apply'],
};
