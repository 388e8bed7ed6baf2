import type { Need } from './needs.ts';
import type { Tools } from './tools.ts';

/** Who says so: Tencent's page, WeChat's documentation, observation, or this project (SPEC, "Sources"). */
export type Source = 'T' | 'W' | 'O' | 'D';

/** How firm a rule is; follows from the source. */
export type Level = 'documented' | 'observed' | 'decided';

/**
 * One rule that can be seen from outside. A case is data: it holds no state, and everything that it needs from the
 * world comes in through `Tools`, so it runs in every runtime, a mini-program without URL or TextDecoder included.
 */
export interface Case {
  /** The clause's id, `/`, and the rule in words: `body/form/nested-object`. */
  readonly id: string;
  /** The source of the very sentence that is checked. */
  readonly source: Source;
  /** The sentence, word for word as SPEC.md has it. */
  readonly quote: string;
  /** What the subject must be able to do for the rule to apply; all of them. Never the name of a runtime. */
  readonly needs?: readonly Need[];
  /** Throws where the subject breaks the rule. */
  readonly run: (t: Tools) => Promise<void>;
}

/** documented (T, W), observed (O), decided (D). */
export function levelOf({ source }: Case): Level {
  if (source === 'O') return 'observed';
  return source === 'D' ? 'decided' : 'documented';
}

/** The clause that a case checks: the first two parts of its id. */
export function clauseOf(id: string): string {
  return id.split('/').slice(0, 2).join('/');
}
