import type { Report } from '../report/summary.ts';
import { explain } from '../result.ts';

/** A first list of deviations: what fails now, and what was declared before and still holds. Each reason is to be argued. */
export function deviationsModule({ results }: Report): string {
  const lines = results
    .filter(one => one.status === 'failed' || one.status === 'deviates')
    .map(one => {
      const reason = one.status === 'deviates' ? (one.reason ?? '') : `to be argued: ${explain(one)}`;
      return `  ${JSON.stringify(one.case.id)}: ${JSON.stringify(reason)},`;
    });
  return ['export const deviations = {', ...lines, '};', ''].join('\n');
}
