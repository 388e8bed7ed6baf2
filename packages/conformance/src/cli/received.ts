import type { JsonReport } from '../report/json.ts';
import type { Report } from '../report/summary.ts';
import { cases } from '../cases/index.ts';

function isReport(value: unknown): value is JsonReport {
  return (
    typeof value === 'object' &&
    value !== null &&
    'results' in value &&
    Array.isArray(value.results) &&
    'name' in value &&
    typeof value.name === 'string'
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The caller says that this is no report.
    return undefined;
  }
}

/** A report from JSON. A judged `request` that quotes strings, or its own JSON, has still brought it. Throws a TypeError on anything else. */
export function parseReport(text: string): JsonReport {
  const once = parse(text);
  const value = typeof once === 'string' ? parse(once) : once;
  if (!isReport(value)) throw new TypeError(`this is no report: ${text.slice(0, 100)}`);
  return value;
}

/** A report that came back from a phone or a page: cases by their ids, those that there are not here left out. */
export function received(text: string): Report {
  const { name, results } = parseReport(text);
  const byId = new Map(cases.map(one => [one.id, one]));
  return {
    name,
    results: results.flatMap(({ id, status, broken, reason, ms }) => {
      const one = byId.get(id);
      const rest = {
        ...(broken === undefined ? {} : { broken }),
        ...(reason === undefined ? {} : { reason }),
      };
      return one === undefined ? [] : [{ case: one, status, ms, ...rest }];
    }),
  };
}
