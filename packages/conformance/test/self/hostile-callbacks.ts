import type { Hostile } from './hostile.ts';
import { failing, telling } from './around.ts';

/** `request` functions that tell their callbacks wrongly (SPEC §1). */
export const hostileCallbacks: readonly Hostile[] = [
  {
    name: 'fires complete twice',
    subject: telling(tell => (name, value) => {
      tell(name, value);
      if (name === 'complete') tell(name, value);
    }),
    breaks: [
      'call/callbacks/success-then-complete',
      'call/throwing-callback/success-throws',
      'call/async-context/three-users-at-once',
      'response/content-encoding/broken-after-a-chunk',
      'task/order/success',
      'task/headers-event/not-for-a-redirect-that-fails',
      'task/chunked-mode/false-gives-no-chunks',
      'task/abort/before-the-head',
      'task/interrupt/what-has-ended-is-left-alone',
      'redirect/security/out-of-the-domains',
      'redirect/manual/301-is-the-result',
      'transport/resend/get-after-a-reset',
      'method/connect/nothing-of-the-tunnel-is-seen',
    ],
    within: [
      'call/callbacks/',
      'call/throwing-callback/',
      'call/async-context/',
      'response/content-encoding/',
      'task/',
      'redirect/security/',
      'redirect/manual/',
      'transport/resend/',
      'method/connect/',
    ],
  },
  {
    name: 'fires complete before success',
    subject: telling(tell => {
      let held = () => {};
      return (name, value) => {
        if (name === 'success') held = () => tell(name, value);
        else tell(name, value);
        if (name === 'complete') held();
      };
    }),
    breaks: [
      'call/callbacks/success-then-complete',
      'call/throwing-callback/success-throws',
      'task/order/success',
      'task/headers-event/informational-heads-are-never-seen',
      'task/chunked-mode/false-gives-no-chunks',
      'task/abort/after-success',
      'task/queue/ten-at-a-time-unless-told-otherwise',
      'task/interrupt/what-has-ended-is-left-alone',
      'redirect/manual/301-is-the-result',
      'transport/resend/get-after-a-reset',
      'method/connect/nothing-of-the-tunnel-is-seen',
    ],
    within: [
      'call/callbacks/',
      'call/throwing-callback/',
      'task/',
      'redirect/manual/',
      'transport/resend/',
      'method/connect/',
    ],
  },
  {
    name: 'fires complete in a later turn',
    subject: telling(tell => (name, value) => {
      if (name === 'complete') setTimeout(() => tell(name, value));
      else tell(name, value);
    }),
    only: ['call/callbacks', 'task/order'],
    breaks: ['call/callbacks/complete-in-the-turn-of-success', 'call/callbacks/complete-in-the-turn-of-fail'],
  },
  {
    name: 'forgets complete after fail',
    subject: telling(tell => {
      let isFailed = false;
      return (name, value) => {
        isFailed ||= name === 'fail';
        if (name !== 'complete' || !isFailed) tell(name, value);
      };
    }),
    only: ['call/callbacks'],
    breaks: [
      'call/callbacks/fail-then-complete',
      'call/callbacks/fail-then-complete-for-a-wrong-call',
      'call/callbacks/complete-in-the-turn-of-fail',
      'call/callbacks/complete-alone',
      'call/callbacks/non-functions-are-ignored',
      'call/callbacks/fresh-failure',
    ],
  },
  {
    name: 'fires success and fail',
    subject: telling(tell => (name, value) => {
      tell(name, value);
      if (name === 'success') tell('fail', value);
    }),
    breaks: [
      'call/callbacks/success-then-complete',
      'call/throwing-callback/complete-throws',
      'task/order/success',
      'task/headers-event/informational-heads-are-never-seen',
      'task/chunked-mode/false-gives-no-chunks',
      'task/abort/after-success',
      'task/interrupt/what-has-ended-is-left-alone',
      'redirect/manual/301-is-the-result',
      'transport/resend/get-after-a-reset',
      'method/connect/nothing-of-the-tunnel-is-seen',
    ],
    within: [
      'call/callbacks/',
      'call/throwing-callback/',
      'task/',
      'redirect/manual/',
      'transport/resend/',
      'method/connect/',
    ],
  },
  {
    name: 'gives complete another object',
    subject: telling(tell => (name, value) => tell(name, name === 'complete' ? { ...value } : value)),
    breaks: [
      'call/callbacks/success-then-complete',
      'call/callbacks/fail-then-complete',
      'call/callbacks/fail-then-complete-for-a-wrong-call',
    ],
  },
  {
    name: 'gives every failure the same object',
    subject: (() => {
      const shared = {};
      return failing(failure => Object.assign(shared, failure));
    })(),
    breaks: [
      'call/callbacks/fresh-failure',
      'task/abort/before-the-head',
      'failures/abort/words',
      'failures/cause/no-errno-of-abort',
      'certs/cause/host-asked-and-presented',
    ],
    within: [
      'call/callbacks/fresh-failure',
      'task/abort/',
      'failures/abort/words',
      'failures/cause/',
      'certs/cause/host-asked-and-presented',
    ],
  },
];
