import type { Tell } from './around.ts';
import type { Hostile } from './hostile.ts';
import { around, heard, option, tasking, teller } from './around.ts';
import { hosted } from './hostile.ts';

/** `request` functions that end at the wrong time, or not (SPEC §4). */
export const hostileAborts: readonly Hostile[] = [
  {
    name: 'reports an abort as a network error',
    subject: around((request, options) => {
      const tell = teller(options);
      let told: object | undefined;
      return request(
        heard(options, (name, value) => {
          if (option(value, 'errMsg') === 'request:fail abort') {
            told ??= { errMsg: 'request:fail network error', errno: 600000 };
          }
          tell(name, told ?? value);
        }),
      );
    }),
    breaks: ['task/abort/before-the-head', 'failures/abort/words', 'failures/cause/no-errno-of-abort'],
    within: ['task/abort/', 'failures/abort/words', 'failures/cause/no-errno-of-abort'],
  },
  {
    name: 'swallows an abort',
    subject: tasking(() => ({ abort: () => {} })),
    breaks: ['task/abort/before-the-head', 'task/queue/abort-frees-a-slot'],
    within: ['task/abort/', 'task/queue/abort-frees-a-slot'],
    only: ['task/abort', 'task/queue'],
  },
  {
    name: 'tells of an abort within abort()',
    subject: around((request, options) => {
      const tell = teller(options);
      let isOver = false;
      const task = request(
        heard(options, (name, value) => {
          if (name === 'complete' && isOver) return;
          if (!isOver) tell(name, value);
          isOver ||= name === 'complete';
        }),
      );
      return {
        ...task,
        abort: () => {
          task.abort();
          if (isOver) return;
          isOver = true;
          const failure = { errMsg: 'request:fail abort' };
          tell('fail', failure);
          tell('complete', failure);
        },
      };
    }),
    breaks: [
      'call/later/abort-of-a-queued-request',
      'call/async-context/aborted-from-another',
      'task/abort/in-a-later-turn',
      'task/abort/inside-success',
      'task/abort/inside-complete',
      'task/abort/queued-is-never-sent',
    ],
  },
  {
    name: 'tells of an abort after the end',
    subject: around((request, options) => {
      const tell = teller(options);
      let isOver = false;
      const task = request(
        heard(options, (name, value) => {
          isOver ||= name === 'complete';
          tell(name, value);
        }),
      );
      const abort = () => {
        if (isOver) tell('fail', { errMsg: 'request:fail abort' });
        task.abort();
      };
      return { ...task, abort };
    }),
    breaks: [
      'task/abort/after-success',
      'task/abort/after-fail',
      'task/abort/again',
      'task/abort/inside-complete',
    ],
  },
  {
    name: 'tells of an abort, and goes on underneath',
    subject: around((request, options) => {
      const tell = teller(options);
      let isOver = false;
      const hear: Tell = (name, value) => {
        if (!isOver) tell(name, value);
        isOver ||= name === 'complete';
      };
      const task = request(heard(options, hear));
      const failure = { errMsg: 'request:fail abort' };
      const abort = () => {
        queueMicrotask(() => {
          hear('fail', failure);
          hear('complete', failure);
        });
      };
      return { ...task, abort };
    }),
    only: ['task/queue', 'task/abort'],
    breaks: [
      'task/abort/at-once',
      'task/abort/closes-the-connection-before-the-head',
      'task/abort/closes-the-connection-in-the-body',
      'task/abort/nothing-else-fires',
      'task/abort/the-second-hop',
      'task/abort/inside-headersreceived',
      'task/abort/queued-is-never-sent',
      'task/queue/abort-frees-a-slot',
    ],
  },
  {
    name: 'hears no interrupt()',
    subject: world => {
      const subject = hosted(host => host)(world);
      return {
        ...subject,
        createRequest: host =>
          Object.assign(subject.createRequest?.(host).bind(undefined) ?? (() => {}), { interrupt: () => {} }),
      };
    },
    only: ['task/interrupt'],
    breaks: [
      'task/interrupt/in-flight',
      'task/interrupt/queued-is-never-sent',
      'task/interrupt/later-requests-run',
    ],
  },
];
