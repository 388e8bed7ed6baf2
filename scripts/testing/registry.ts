/** One thing that went wrong while tests ran. `test` is absent where it was not in a test. */
export interface Failure {
  readonly suite: string;
  readonly test?: string;
  readonly error: Error;
}

/** What `suite` knows of one suite: how many tests still wait for `run()`, and how many it has in all. */
export interface Suite {
  readonly name: string;
  waiting: number;
  total: number;
}

/** The suites of the file that is being loaded, and what failed in them. */
export const registry: { suites: Suite[]; failures: Failure[] } = { suites: [], failures: [] };

/** Anything thrown, as an Error with a name, a message and a stack: uvu takes all else for a success or stumbles over it. */
export function toError(thrown: unknown): Error {
  if (thrown instanceof Error && typeof thrown.stack === 'string') return thrown;
  return plain(`thrown, though not an Error: ${describe(thrown)}`);
}

/** An error whose place says nothing. */
export function plain(message: string): Error {
  const error = new Error(message);
  error.stack = '';
  return error;
}

function describe(thrown: unknown): string {
  if (thrown instanceof Error) return `${thrown.name}: ${thrown.message}`;
  try {
    return JSON.stringify(thrown) ?? String(thrown);
  } catch {
    return String(thrown); // circular, or a BigInt in it
  }
}
