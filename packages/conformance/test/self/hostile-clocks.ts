import type { RequestTask } from '@wxreq/core';
import type { Hostile } from './hostile.ts';
import { around, asking, changed, heard, option, teller } from './around.ts';
import { hosted } from './hostile.ts';

/** Keeps its own clock, which it stops or restarts by its own rules. */
const clocked = (set: (task: RequestTask, stop: () => void) => void, when: (options: object) => boolean) =>
  around((request, options) => {
    const timeout = option(options, 'timeout');
    if (typeof timeout !== 'number' || !(timeout > 0 && timeout < 1000) || !when(options))
      return request(options);
    let isLate = false;
    let stop = () => {};
    const tell = teller(options);
    const failure = { errMsg: 'request:fail timeout', errno: 5 };
    const task = request(
      heard(changed(options, { timeout: 60_000 }), (name, value) => {
        stop();
        tell(name, isLate ? failure : value);
      }),
    );
    const timer = setTimeout(() => {
      isLate = true;
      task.abort();
    }, timeout);
    stop = () => {
      clearTimeout(timer);
    };
    set(task, stop);
    return task;
  });

/** `request` functions whose clock or queue is wrong (SPEC §4). */
export const hostileClocks: readonly Hostile[] = [
  {
    name: 'lets no request wait',
    subject: hosted(({ maxConcurrent: _, ...host }) => host),
    breaks: [
      'call/later/abort-of-a-queued-request',
      'response/profile/time-in-the-queue',
      'task/abort/queued-is-never-sent',
      'task/queue/so-many-at-a-time',
      'task/interrupt/queued-is-never-sent',
      'host/checked/max-concurrent-of-none',
    ],
  },
  {
    name: 'ignores timeout',
    subject: asking(options => changed(options, { timeout: undefined })),
    only: ['task/timeout', 'task/queue'],
    breaks: ['task/timeout/before-the-head', 'task/queue/timeout-frees-a-slot'],
    within: ['task/timeout/', 'task/queue/timeout-frees-a-slot'],
  },
  {
    name: 'caps no timeout',
    subject: hosted(({ maxTimeout: _, ...host }) => host),
    only: ['task/timeout', 'host/'],
    breaks: [
      'task/timeout/at-most-the-hosts-cap',
      'task/timeout/the-hosts-default-is-capped-too',
      'host/checked/max-timeout-that-is-negative',
    ],
  },
  {
    name: 'stops its clock at the head',
    subject: clocked(
      (task, stop) => task.onHeadersReceived(stop),
      () => true,
    ),
    only: ['task/timeout'],
    breaks: [
      'task/timeout/in-the-body',
      'task/timeout/to-the-last-byte',
      'task/timeout/from-leaving-the-queue',
      'task/timeout/a-stalled-stream-fails',
      'task/timeout/a-stream-that-is-only-a-head-fails',
    ],
  },
  {
    name: 'does not restart its clock at chunks',
    subject: clocked(
      () => {},
      options => option(options, 'enableChunked') === true,
    ),
    only: ['task/timeout'],
    breaks: ['task/timeout/a-live-stream-may-last'],
  },
];
