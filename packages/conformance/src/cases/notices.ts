import type { Case } from '../case.ts';
import { header, host, not } from '../needs.ts';

/** SPEC §8: what the host is told that this runtime cannot do. */
export const notices: readonly Case[] = [
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
