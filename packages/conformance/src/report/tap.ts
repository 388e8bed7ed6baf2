import type { Result } from '../result.ts';
import type { Report } from './summary.ts';
import { explain, isBad } from '../result.ts';

function line(result: Result, number: number): string {
  const start = `${isBad(result) ? 'not ok' : 'ok'} ${number} - ${result.case.id}`;
  if (result.status === 'not-applicable') return `${start} # SKIP ${explain(result)}`;
  if (result.status === 'deviates') return `not ${start} # TODO deviates as declared: ${result.reason ?? ''}`;
  if (!isBad(result)) return start;
  const { broken } = result;
  const detail = [
    ['message', explain(result)],
    ...(broken === undefined
      ? []
      : [['expected', broken.expected] as const, ['actual', broken.actual] as const]),
    ['quote', result.case.quote],
  ].map(([key = '', value = '']) => `  ${key}: ${JSON.stringify(value)}`);
  return [start, '  ---', ...detail, '  ...'].join('\n');
}

/** TAP version 14. A declared deviation is a TODO: not ok, and no failure; what does not apply is a SKIP, as TAP has no other word. */
export function tapReport({ results }: Report): string {
  return ['TAP version 14', `1..${results.length}`, ...results.map((one, i) => line(one, i + 1)), ''].join(
    '\n',
  );
}
