import type { Hostile } from './hostile.ts';
import { memoryAdapter } from './memory-adapter.ts';
import { onCore } from './judge.ts';
import { around, changed, option, succeeding, telling, teller } from './around.ts';

const legal = /^(|OPTIONS|GET|HEAD|POST|PUT|DELETE|TRACE|CONNECT|PATCH)$/i;

/** `request` functions that treat their call wrongly (SPEC §1). */
export const hostileCalls: readonly Hostile[] = [
  {
    name: 'freezes the result',
    subject: succeeding(result => Object.freeze(result)),
    breaks: ['call/callbacks/fresh-result'],
  },
  {
    name: 'reports a wrong method within the call',
    subject: around((request, options) => {
      const method = option(options, 'method');
      if (typeof method !== 'string' || legal.test(method)) return request(options);
      const failure = { errMsg: 'request:fail method is invalid', errno: 600005 };
      if (!/^http:..s/.test(String(option(options, 'url')))) return request(options);
      teller(options)('fail', failure);
      teller(options)('complete', failure);
      return request({ url: 'none' });
    }),
    breaks: ['call/later/a-wrong-method', 'call/check-order/data-before-method'],
  },
  {
    name: 'reports what is wrong with a call within the call',
    subject: around((request, options) => {
      const isWrong =
        typeof option(options, 'url') !== 'string' ||
        typeof option(options, 'data') === 'function' ||
        /\\n/.test(JSON.stringify(option(options, 'header') ?? '')) ||
        option(options, 'certs') !== undefined;
      if (!isWrong) return request(options);
      const failure = { errMsg: 'request:fail', errno: 1001 };
      teller(options)('fail', failure);
      teller(options)('complete', failure);
      return request({ url: 'none' });
    }),
    only: ['call/later'],
    breaks: [
      'call/later/a-url-of-another-type',
      'call/later/a-wrong-header',
      'call/later/data-that-cannot-be-sent',
      'call/later/wrong-certs',
    ],
  },
  {
    name: 'swallows what callbacks throw',
    subject: telling(tell => (name, value) => {
      try {
        tell(name, value);
      } catch {
        // That is what is wrong with it.
      }
    }),
    breaks: [
      'call/throwing-callback/success-throws',
      'call/throwing-callback/fail-throws',
      'call/throwing-callback/complete-throws',
      'call/throwing-callback/not-an-error',
    ],
  },
  {
    name: 'forgets complete when success throws',
    subject: telling(tell => {
      let isBroken = false;
      return (name, value) => {
        if (isBroken) return;
        isBroken = true;
        tell(name, value);
        isBroken = false;
      };
    }),
    breaks: [
      'call/throwing-callback/success-throws',
      'call/throwing-callback/fail-throws',
      'call/throwing-callback/not-an-error',
      'call/throwing-callback/a-throwing-host-is-caught',
      'call/throwing-callback/the-queue-goes-on',
    ],
  },
  {
    name: 'looks at its callbacks when it is done',
    subject: around((request, options) => {
      const at = (name: string) => (value: object) => {
        const callback = option(options, name);
        if (typeof callback === 'function') Reflect.apply(callback, undefined, [value]);
      };
      return request(
        changed(options, { success: at('success'), fail: at('fail'), complete: at('complete') }),
      );
    }),
    breaks: ['call/snapshot/callbacks-changed-later'],
  },
  {
    name: 'writes its default method into the options',
    subject: around((request, options) => {
      const task = request(options);
      Reflect.set(options, 'method', option(options, 'method') ?? 'GET');
      return task;
    }),
    breaks: ['call/snapshot/nothing-is-added'],
  },
  {
    name: 'deletes the header it does not want',
    subject: around((request, options) => {
      const header = option(options, 'header');
      if (typeof header === 'object' && header !== null) Reflect.deleteProperty(header, 'Referer');
      return request(options);
    }),
    breaks: ['call/snapshot/what-is-not-sent-stays-in-the-header'],
  },
  {
    name: 'reads its options twice',
    subject: world => {
      const { createRequest, ...subject } = onCore(memoryAdapter(world));
      return {
        ...subject,
        createRequest: host => {
          const request = createRequest?.(host);
          const twice = (options: object) => {
            try {
              void { ...options };
            } catch {
              // Whoever reads them next says so.
            }
            return request?.(options);
          };
          return Object.assign(twice, request);
        },
      };
    },
    breaks: ['call/snapshot/options-are-read-once'],
  },
  {
    name: 'returns nothing',
    subject: around((request, options) => void request(options)),
    only: ['body/', 'url/', 'response/json/', 'call/returns-task/', 'call/later/'],
    breaks: [
      'call/returns-task/at-once-with-five-methods',
      'call/returns-task/also-for-a-wrong-url',
      'call/returns-task/also-for-no-url',
    ],
    // What needs no task is judged all the same.
    within: ['call/returns-task/', 'call/later/abort-of-a-queued-request'],
  },
  {
    name: 'returns a promise-like task',
    subject: around((request, options) => {
      const task = request(options);
      return { ...task, then: (done: () => void) => done() };
    }),
    breaks: ['call/returns-task/no-then'],
  },
];
