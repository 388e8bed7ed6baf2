import type { Case } from '../case.ts';
import type { Step } from '../script.ts';
import type { Options, Tools } from '../tools.ts';
import { host, https, not, pins } from '../needs.ts';

const wrong = `sha256/${'A'.repeat(43)}=`;
const silent: readonly Step[] = [{ stop: 'stall' }];
const same = 'The error object has a non-enumerable `cause`';

const told: readonly Case[] = [
  {
    id: 'failures/abort/words',
    source: 'O',
    quote: '`request:fail abort`, no errno.',
    run: async t => {
      const call = t.call({ url: t.play(silent) });
      call.task.abort();
      const err = await t.failed(call);
      t.equal({ ...err }, { errMsg: 'request:fail abort' }, 'what fail() was told');
      t.equal('errno' in err, false, 'whether there is an errno');
    },
  },
  {
    id: 'failures/timeout/words',
    source: 'O',
    quote: '`request:fail timeout`, 5.',
    run: async t => {
      const err = await t.fail({ url: t.play(silent), timeout: 60 });
      t.equal({ ...err }, { errMsg: 'request:fail timeout', errno: 5 }, 'what fail() was told');
    },
  },
  {
    id: 'failures/interrupted/words',
    source: 'W',
    quote: '`request:fail interrupted`, 600003.',
    needs: [host],
    run: async t => {
      const request = t.host({});
      const call = request({ url: t.play(silent) });
      request.interrupt();
      const err = await t.failed(call);
      t.equal({ ...err }, { errMsg: 'request:fail interrupted', errno: 600003 }, 'what fail() was told');
    },
  },
  {
    id: 'failures/domain/words',
    source: 'O',
    quote: '`request:fail url not in domain list`, 600002.',
    needs: [host],
    run: async t => {
      const err = await t.fail({ url: t.url() }, { domains: [t.server.other] });
      t.failsWith(err, 'request:fail url not in domain list', 600002);
      await t.fence();
      t.equal((await t.seen()).length, 0, 'the number of requests that reached the server');
    },
  },
  {
    id: 'failures/pin/words',
    source: 'D',
    quote: '`request:fail certificate pinning failure`, 600001.',
    needs: [https, pins],
    run: async t => {
      const err = await t.fail({ url: t.url('/', t.server.https?.base), certs: [wrong] });
      t.failsWith(err, 'request:fail certificate pinning failure', 600001);
    },
  },
  {
    id: 'failures/pins-unsupported/words',
    source: 'D',
    quote: '`request:fail certs is not supported on this platform`, 100.',
    needs: [not(pins)],
    run: async t => {
      const err = await t.fail({ url: t.url(), certs: [wrong] });
      t.failsWith(err, 'request:fail certs is not supported on this platform', 100);
    },
  },
];

function shaped(id: string, options: (t: Tools) => Options, errno: boolean): Case {
  return {
    id: `failures/cause/${id}`,
    source: 'D',
    quote: '`errno` is absent only on abort.',
    run: async t => {
      const call = t.call(options(t));
      if (!errno) call.task.abort();
      const err = await t.failed(call);
      t.equal(typeof err.errno, errno ? 'number' : 'undefined', 'the type of errno');
    },
  };
}

const shapes: readonly Case[] = [
  shaped('errno-where-nobody-listens', t => ({ url: t.url('/', t.server.refused) }), true),
  shaped('errno-where-the-connection-breaks', t => ({ url: t.play([{ stop: 'reset' }]) }), true),
  shaped('errno-of-a-refusal', () => ({ url: 'http://' }), true),
  shaped('errno-of-a-timeout', t => ({ url: t.play(silent), timeout: 60 }), true),
  shaped('no-errno-of-abort', t => ({ url: t.play(silent) }), false),
  {
    id: 'failures/cause/not-enumerable',
    source: 'D',
    quote: same,
    run: async t => {
      const err = await t.fail({ url: t.url('/', t.server.refused) });
      t.equal(Object.keys(err).sort(), ['errMsg', 'errno'], 'the enumerable keys of the error');
      t.equal('cause' in err, true, 'whether there is a cause');
    },
  },
  {
    id: 'failures/cause/the-runtimes-own-error',
    source: 'D',
    quote: "The error object has a non-enumerable `cause`: the runtime's own error.",
    run: async t => {
      const { cause } = await t.fail({ url: t.url('/', t.server.refused) });
      t.equal(Object.prototype.toString.call(cause), '[object Error]', 'the kind of object that cause is');
    },
  },
];

/** SPEC §6: what our own side ends, and what the error looks like. */
export const failuresOwn: readonly Case[] = [...told, ...shapes];
