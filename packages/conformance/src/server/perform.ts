import { setTimeout } from 'node:timers/promises';
import type { RawHeader, Step } from '../script.ts';
import type { Answer } from './answer.ts';
import type { Ledger } from './ledger.ts';
import { bytesOf, encode, gzipPieces } from './coding.ts';

/** How a response stands after the last step: the server is done with it, or says nothing more. */
export type Ending = 'answered' | 'open';

function bodyOf(step: Step): Uint8Array {
  if (!('send' in step)) return new Uint8Array(0);
  const bytes = encode(bytesOf(step.send), step.as ?? []);
  return bytes.subarray(0, bytes.length - (step.drop ?? 0));
}

/** The body's length where the script is nothing but a head and bytes; the server says it then, as servers do. */
function knownLength(steps: readonly Step[]): number | undefined {
  const known = steps.every(step => 'head' in step || 'send' in step || 'inform' in step);
  return known ? steps.reduce((sum, step) => sum + bodyOf(step).length, 0) : undefined;
}

function framed(
  status: number,
  headers: readonly RawHeader[],
  length: number | undefined,
): readonly RawHeader[] {
  const named = (name: string): boolean => headers.some(([key]) => key.toLowerCase() === name);
  const bodyless = status === 204 || status === 304;
  if (length === undefined || bodyless || named('content-length') || named('transfer-encoding'))
    return headers;
  return [...headers, ['content-length', String(length)]];
}

/** Does the steps. `extra`: headers that every head gets (CORS); `nth`: which request to this address it is, from 1. */
export async function perform(
  steps: readonly Step[],
  answer: Answer,
  ledger: Ledger,
  extra: readonly RawHeader[],
  nth: number,
): Promise<Ending> {
  for (const step of steps) {
    if ('inform' in step) answer.inform(step.inform, step.headers ?? []);
    else if ('head' in step) {
      const until = step.until === 'close';
      const headers = framed(step.head, step.headers ?? [], until ? undefined : knownLength(steps));
      const pad: RawHeader[] = step.pad === undefined ? [] : [['x-pad', 'x'.repeat(step.pad)]];
      answer.head(step.head, [...headers, ...pad, ...extra], until);
    } else if ('send' in step) answer.body(bodyOf(step));
    else if ('wait' in step) await ledger.pass(step.wait);
    else if ('pause' in step) await setTimeout(step.pause);
    else if ('raw' in step) answer.raw(Buffer.from(step.raw, 'latin1'));
    else if ('pieces' in step) await sendPieces(step.pieces, answer, ledger);
    else if (nth <= (step.first ?? Infinity)) {
      if (step.stop === 'cut') answer.cut();
      if (step.stop === 'reset') answer.reset();
      return step.stop === 'stall' ? 'open' : 'answered';
    }
  }
  answer.end();
  return 'answered';
}

async function sendPieces(pieces: readonly string[], answer: Answer, ledger: Ledger): Promise<void> {
  let sent = 0;
  for await (const bytes of gzipPieces(pieces)) {
    if (sent > 0 && sent < pieces.length) await ledger.pass('piece');
    sent++;
    answer.body(bytes);
  }
}
