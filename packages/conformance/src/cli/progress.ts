import type { Result, Status } from '../result.ts';

const marks: Readonly<Record<Status, string>> = {
  passed: '.',
  failed: '✗',
  stale: '✗',
  deviates: '~',
  'not-applicable': '-',
};

/** Shows that the run goes on: on a terminal one line that changes, else a mark per case. On standard error: reports own the other. */
export function showProgress(
  total: number,
  stream: NodeJS.WriteStream,
): { readonly add: (result: Result) => void; readonly end: () => void } {
  let count = 0;
  return {
    add: result => {
      count++;
      if (stream.isTTY) stream.write(`\r\u001b[K${count}/${total} ${result.case.id}`);
      else stream.write(`${marks[result.status]}${count % 100 === 0 ? ` ${count}/${total}\n` : ''}`);
    },
    end: () => {
      stream.write(stream.isTTY ? '\r\u001b[K' : '\n');
    },
  };
}
