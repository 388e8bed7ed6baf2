import type { Case } from './case.ts';
import type { Abilities } from './needs.ts';
import { unmet } from './needs.ts';

/** A case, and why it does not apply, where it does not. */
export interface Planned {
  readonly case: Case;
  readonly unmet: string | undefined;
}

/** Throws where a declared deviation names no case: a rule was renamed, or the id is misspelt. */
export function checkDeviations(deviations: Readonly<Record<string, string>>, all: readonly Case[]): void {
  const known = new Set(all.map(one => one.id));
  const unknown = Object.keys(deviations).filter(id => !known.has(id));
  if (unknown.length > 0)
    throw new TypeError(`deviations name cases that do not exist: ${unknown.join(', ')}`);
  const silent = Object.keys(deviations).filter(id => (deviations[id] ?? '').trim() === '');
  if (silent.length > 0) throw new TypeError(`deviations without a reason: ${silent.join(', ')}`);
}

/** Which cases apply to a subject with these abilities. */
export function plan(all: readonly Case[], abilities: Abilities): readonly Planned[] {
  return all.map(one => ({ case: one, unmet: unmet(one.needs, abilities) }));
}
