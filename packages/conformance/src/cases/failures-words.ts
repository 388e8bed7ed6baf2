import type { Case } from '../case.ts';
import { header, host, not, pins } from '../needs.ts';

const wrong = `sha256/${'A'.repeat(43)}=`;

/** SPEC §6: the failures that our side brings about. */
export const failureWords: readonly Case[] = [
  {
    id: 'failures/abort/words',
    source: 'O',
    quote: '`request:fail abort`, no errno',
    run: async t => {
      const call = t.call({ url: t.play([{ stop: 'stall' }]) });
      call.task.abort();
      const err = await t.failed(call);
      t.equal({ ...err }, { errMsg: 'request:fail abort' }, 'what fail() was told');
    },
  },
  {
    id: 'failures/timeout/words',
    source: 'O',
    quote: '`request:fail timeout`, 5',
    run: async t => {
      t.failsWith(await t.fail({ url: t.play([{ stop: 'stall' }]), timeout: 30 }), 'request:fail timeout', 5);
    },
  },
  {
    id: 'failures/pin/words',
    source: 'D',
    quote: '`request:fail certificate pinning failure`, 600001',
    needs: [pins],
    run: async t => {
      const err = await t.fail({ url: t.url(), certs: [wrong] });
      t.failsWith(err, 'request:fail certificate pinning failure', 600001);
    },
  },
  {
    id: 'failures/pins-unsupported/words',
    source: 'D',
    quote: '`request:fail certs is not supported on this platform`, 100',
    needs: [not(pins)],
    run: async t => {
      const err = await t.fail({ url: t.url(), certs: [wrong] });
      t.failsWith(err, 'request:fail certs is not supported on this platform', 100);
    },
  },
  {
    id: 'failures/domain/words',
    source: 'O',
    quote: '`request:fail url not in domain list`, 600002',
    needs: [host],
    run: async t => {
      const err = await t.fail({ url: t.url() }, { domains: [] });
      t.failsWith(err, 'request:fail url not in domain list', 600002);
    },
  },
  {
    id: 'failures/interrupted/words',
    source: 'W',
    quote: '`request:fail interrupted`, 600003',
    needs: [host],
    run: async t => {
      const request = t.host({});
      const call = request({ url: t.play([{ stop: 'stall' }]) });
      request.interrupt();
      t.failsWith(await t.failed(call), 'request:fail interrupted', 600003);
    },
  },
  {
    id: 'host/notices/a-cookie-that-cannot-be-sent',
    source: 'D',
    quote: '`onNotice(clause, detail)` is told, once per clause, what this runtime silently cannot do',
    needs: [host, not(header('cookie'))],
    run: async t => {
      const told: unknown[] = [];
      const request = t.host({ onNotice: (clause: unknown) => told.push(clause) });
      for (const value of ['a=1', 'a=2'])
        await t.succeeded(request({ url: t.url(), header: { cookie: value } }));
      t.equal(told, ['header/transport'], 'the clauses that were told');
    },
  },
];
