import type { RequestTask } from '@wxreq/core';
import type { Hostile } from './hostile.ts';
import { asking, changed, option, tasking } from './around.ts';

type Head = Parameters<Parameters<RequestTask['onHeadersReceived']>[0]>[0];
type Listener = (value: Head) => void;

/** Leads each listener of the head through `wrap`; whatever is no function goes as it is. */
const listening = (wrap: (listener: Listener, task: RequestTask) => Listener) =>
  tasking(task => {
    const wrapped = new Map<unknown, Listener>();
    return {
      onHeadersReceived: (listener: Listener) => {
        const known = wrapped.get(listener);
        const own = typeof listener === 'function' ? (known ?? wrap(listener, task)) : listener;
        wrapped.set(listener, own);
        task.onHeadersReceived(own);
      },
      offHeadersReceived: (listener?: Listener) => {
        task.offHeadersReceived(listener && (wrapped.get(listener) ?? listener));
      },
    };
  });

/** `request` functions that tell listeners wrongly (SPEC §4). */
export const hostileListeners: readonly Hostile[] = [
  {
    name: 'tells of the head when the body is there',
    subject: listening(listener => value => setTimeout(() => listener(value), 20)),
    only: ['task/order', 'task/headers-event', 'task/listeners'],
    breaks: [
      'task/order/success',
      'task/headers-event/what-it-gets',
      'task/listeners/headers-in-order-and-once',
    ],
    within: ['task/order/', 'task/headers-event/', 'task/listeners/'],
  },
  {
    name: 'tells of the head twice',
    subject: listening(listener => value => {
      listener(value);
      listener(value);
    }),
    breaks: [
      'response/content-encoding/chunk-by-chunk',
      'task/order/success',
      'task/headers-event/before-any-of-the-body',
      'task/listeners/headers-in-order-and-once',
      'task/chunks/as-they-come',
      'task/chunked-mode/false-gives-no-chunks',
      'task/abort/nothing-else-fires',
      'task/interrupt/what-has-ended-is-left-alone',
      'redirect/follow/nothing-of-the-redirect-is-seen',
      'redirect/manual/301-is-the-result',
      'method/connect/nothing-of-the-tunnel-is-seen',
    ],
    within: [
      'response/content-encoding/',
      'task/',
      'redirect/follow/',
      'redirect/manual/',
      'method/connect/',
    ],
  },
  {
    name: 'tells late listeners of the head',
    subject: tasking(task => {
      let told: Head | undefined;
      task.onHeadersReceived(value => {
        told = value;
      });
      return {
        onHeadersReceived: (listener: Listener) => {
          if (told) listener(told);
          task.onHeadersReceived(listener);
        },
      };
    }),
    breaks: ['task/listeners/late-ones-hear-no-head', 'task/listeners/late-ones-hear-no-chunk'],
  },
  {
    name: 'ignores off()',
    subject: tasking(() => ({ offHeadersReceived: () => {}, offChunkReceived: () => {} })),
    breaks: [
      'task/listeners/headers-off-with-the-function',
      'task/listeners/chunks-off-with-the-function',
      'task/listeners/headers-off-with-nothing',
    ],
    within: ['task/listeners/'],
  },
  {
    name: 'removes nothing where no listener is named',
    subject: tasking(task => ({
      offHeadersReceived: (listener?: Listener) => listener && task.offHeadersReceived(listener),
    })),
    breaks: ['task/listeners/headers-off-with-nothing'],
  },
  {
    name: 'calls a listener as often as it was added',
    subject: tasking(task => ({
      onHeadersReceived: (listener: Listener) =>
        task.onHeadersReceived(typeof listener === 'function' ? value => listener(value) : listener),
    })),
    breaks: [
      'task/listeners/headers-in-order-and-once',
      'task/listeners/headers-off-with-the-function',
      'task/listeners/headers-on-again-after-off',
    ],
  },
  {
    name: 'stops at a listener that throws',
    subject: (() => {
      const broken = new WeakSet<RequestTask>();
      return listening((listener, task) => value => {
        if (broken.has(task)) return;
        broken.add(task);
        listener(value);
        broken.delete(task);
      });
    })(),
    breaks: ['call/throwing-callback/other-listeners-are-told'],
  },
  {
    name: 'gives chunks although enableChunked is false',
    subject: asking(options =>
      option(options, 'enableChunked') === false ? changed(options, { enableChunked: undefined }) : options,
    ),
    breaks: ['task/chunked-mode/false-gives-no-chunks'],
  },
  {
    name: 'keeps what it gave as chunks',
    subject: asking(options =>
      option(options, 'enableChunked') === true ? changed(options, { enableChunked: undefined }) : options,
    ),
    breaks: [
      'task/chunked-mode/true-keeps-nothing',
      'task/chunked-mode/true-under-arraybuffer',
      'task/chunked-mode/true-parses-nothing',
      'task/chunked-mode/true-with-an-unchunked-body',
      'task/chunked-mode/true-with-an-error-body',
    ],
  },
  {
    name: 'gives chunks as views',
    subject: tasking(task => ({
      onChunkReceived: (listener: (value: object) => void) =>
        task.onChunkReceived(
          typeof listener === 'function' ? ({ data }) => listener({ data: new Uint8Array(data) }) : listener,
        ),
    })),
    breaks: ['task/listeners/chunks-in-order-and-once', 'task/chunks/in-order'],
    within: ['task/listeners/', 'task/chunks/'],
  },
];
