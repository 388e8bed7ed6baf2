import type { Failure } from './registry.ts';

const indent = (text: string, by: string): string => text.replace(/^(?=.)/gm, by);

/** A failure as a person wants to read it: where, what, the difference if there is one, and where it was thrown. */
export function printed({ suite, test, error }: Failure): string {
  const details: unknown = 'details' in error ? error.details : undefined;
  const places = (error.stack ?? '')
    .split('\n')
    .map(line => line.trim())
    .filter(
      line => /^at |@/.test(line) && !/node:internal|node_modules\/uvu|scripts\/testing\/suite/.test(line),
    );
  return [
    `FAIL ${suite}${test === undefined ? '' : ` › ${test}`}`,
    indent(error.name.startsWith('Assert') ? error.message : `${error.name}: ${error.message}`, '  '),
    ...(typeof details === 'string' ? [indent(details, '    ')] : []),
    ...places.slice(0, 8).map(line => `    ${line}`),
    ...(error.cause === undefined ? [] : [`  cause: ${String(error.cause)}`]),
    '',
  ].join('\n');
}

/** The one line a run ends with. */
export function summary({
  passed,
  failed,
  skipped,
}: {
  passed: number;
  failed: number;
  skipped: number;
}): string {
  return `${String(passed)} passed, ${String(failed)} failed, ${String(skipped)} skipped`;
}
