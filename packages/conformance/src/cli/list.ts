import type { Arguments } from './arguments.ts';
import { levelOf } from '../case.ts';
import { cases } from '../cases/index.ts';
import { selectCases } from './select.ts';

/** `list`: each case with its level, what it needs, and the sentence that it checks. */
export function listCommand(args: Arguments): number {
  for (const one of selectCases(cases, args)) {
    const needs = (one.needs ?? []).map(need => need.what).join(', ');
    console.log(
      `${one.id}\n  ${levelOf(one)} [${one.source}]: ${one.quote}${needs === '' ? '' : `\n  needs ${needs}`}`,
    );
  }
  return 0;
}
