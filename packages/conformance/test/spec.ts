import fs from 'node:fs';

/** SPEC.md as the tests look at it: each clause's row, and the plain text of all. */
export interface Spec {
  /** id → the rule and its sources. */
  readonly clauses: ReadonlyMap<string, { readonly rule: string; readonly sources: string }>;
  /** Everything. */
  readonly text: string;
}

/** Reads SPEC.md. Pipes are escaped there; quotes have them plain. */
export function readSpec(): Spec {
  const text = fs.readFileSync(new URL('../SPEC.md', import.meta.url), 'utf8').replaceAll('\\|', '|');
  const rows = text.matchAll(/^\| <a id="([^"]+)"><\/a>`\1` *\| (.+?) *\| ([TWOD, ]+?) *\|$/gm);
  const clauses = [...rows].map(([, id = '', rule = '', sources = '']) => [id, { rule, sources }] as const);
  return { clauses: new Map(clauses), text };
}
