import type { Result, Tally } from '../result.ts';
import { clauseOf } from '../case.ts';
import { tally } from '../result.ts';

/** Everything that a report is made of. */
export interface Report {
  /** Who was judged. */
  readonly name: string;
  readonly results: readonly Result[];
}

/** The chapter of a case: `body` of `body/form/null`. */
export function chapterOf(id: string): string {
  return id.split('/')[0] ?? '';
}

/** Where a reader finds the clause of a case. */
export function clauseLink(id: string): string {
  return `SPEC.md#${clauseOf(id)}`;
}

/** One line of the table: a chapter and how its cases ended. */
export interface ChapterLine extends Tally {
  readonly chapter: string;
}

/** The chapters in the order of the results, each with its count. */
export function byChapter({ results }: Report): readonly ChapterLine[] {
  const chapters = [...new Set(results.map(one => chapterOf(one.case.id)))];
  return chapters.map(chapter => ({
    chapter,
    ...tally(results.filter(one => chapterOf(one.case.id) === chapter)),
  }));
}

/**
 * The last line of every run. A stale deviation counts as failed; one that deviates as declared is neither passed nor
 * failed, and is counted on the line before, like a case that does not apply: that is no skip, for what a runtime cannot do
 * has its own case. Nothing is ever skipped.
 */
export function lastLine({ results }: Report): string {
  const count = tally(results);
  return `${count.passed} passed, ${count.failed + count.stale} failed, 0 skipped`;
}
