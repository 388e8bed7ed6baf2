import type { Result } from '../result.ts';
import type { Given } from './subject.ts';

/** What the child is to do. */
export interface Order extends Given {
  readonly file: string;
  /** The cases to try, by id. */
  readonly ids: readonly string[];
  readonly deadlineMs: number;
}

/** What the child says. */
export type Word =
  | { readonly type: 'ready'; readonly name: string | undefined }
  | { readonly type: 'refused'; readonly message: string }
  | { readonly type: 'start'; readonly id: string }
  | { readonly type: 'result'; readonly id: string; readonly outcome: Omit<Result, 'case'> }
  | { readonly type: 'done' };

/** A result without the case itself, which cannot travel. */
export function wordOf({ case: one, ...rest }: Result): Word {
  return { type: 'result', id: one.id, outcome: rest };
}
