import type { Order, Word } from './messages.ts';
import type { Ready, RunOptions } from '../run.ts';
import type { Subject } from '../subject.ts';
import { prepare } from '../run.ts';
import { wordOf } from './messages.ts';
import { loadSubject, Unfit } from './subject.ts';

function say(word: Word): Promise<void> {
  return new Promise(resolve =>
    process.send?.(word, undefined, undefined, () => {
      resolve();
    }),
  );
}

async function obey(order: Order): Promise<void> {
  const subject = await loadSubject(order.file, order);
  const only = new Set(order.ids);
  const { planned, attempt } = makeReady(subject, {
    server: order.address,
    deadlineMs: order.deadlineMs,
    only: one => only.has(one.id),
  });
  await say({ type: 'ready', name: subject.name ?? subject.adapter?.name });
  for (const one of planned) {
    await say({ type: 'start', id: one.case.id });
    await say(wordOf(await attempt(one)));
  }
  await say({ type: 'done' });
}

/** What the module declares may make no sense: then its author needs the words, not our stack. */
function makeReady(subject: Subject, options: RunOptions): Ready {
  try {
    return prepare(subject, options);
  } catch (error) {
    throw error instanceof TypeError ? new Unfit(error.message) : error;
  }
}

function messageOf(error: unknown): string {
  if (error instanceof Unfit) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** The process in which the subject lives: it may block, crash or exit without taking the run along. */
export function runChild(): void {
  // What a subject throws out of a timer or a callback is for the cases to notice; it must not end the run.
  process.on('uncaughtException', () => undefined);
  process.once('message', (order: Order) => {
    obey(order)
      .catch((error: unknown) =>
        say({
          type: 'refused',
          message: messageOf(error),
        }),
      )
      .finally(() => process.exit());
  });
}
