import type { Case } from '../case.ts';
import { levelOf } from '../case.ts';

const levels = ['documented', 'observed', 'decided'];

/** Which cases --only and --level mean. Throws a TypeError where that is none. */
export function selectCases(
  all: readonly Case[],
  { only, level }: { readonly only: readonly string[]; readonly level: string | undefined },
): readonly Case[] {
  if (level !== undefined && !levels.includes(level))
    throw new TypeError(`--level is one of ${levels.join(', ')}`);
  const chosen = all
    .filter(one => level === undefined || levelOf(one) === level)
    .filter(one => only.length === 0 || only.some(text => one.id.includes(text)));
  if (chosen.length === 0)
    throw new TypeError(`no case is called so: ${only.join(', ')} (wxreq-conformance list shows them all)`);
  return chosen;
}
