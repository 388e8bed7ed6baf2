import type { Case } from '../case.ts';
import type { Need } from '../needs.ts';
import type { Options } from '../tools.ts';
import { failure, header, host, not, setCookie } from '../needs.ts';

const noticeRule =
  '`onNotice(clause, detail)` is told, once per clause, what this runtime silently cannot do: a cookie header in a page, a hidden Set-Cookie, a likely CORS failure; default none.';

/** A case that calls twice and expects one notice for this clause. */
function toldOnce(
  id: string,
  needs: readonly Need[],
  clause: string,
  options: Options,
  given: object = {},
): Case {
  return {
    id: `host/notices/${id}`,
    source: 'D',
    quote: noticeRule,
    needs: [host, ...needs],
    run: async t => {
      const told: [clause: string, detail: string][] = [];
      const onNotice = (one: string, detail: string): void => void told.push([one, detail]);
      const request = t.host({ onNotice, ...given });
      for (let i = 0; i < 2; i++) await request({ url: t.url(), ...options }).when('complete');
      const mine = told.filter(([one]) => one === clause);
      t.equal(mine.length, 1, `the number of notices about ${clause}`);
      t.ok(mine[0]?.[1] !== '', 'the detail', 'some words', mine[0]?.[1]);
    },
  };
}

/** SPEC §8: what the host is told that this runtime cannot do. */
export const notices: readonly Case[] = [
  toldOnce('a-cookie-that-is-not-sent', [not(header('cookie'))], 'header/transport', {
    header: { cookie: 'a=1' },
  }),
  toldOnce(
    'a-referer-that-is-not-sent',
    [not(header('referer'))],
    'header/referer',
    {},
    { referer: 'http://a.test/' },
  ),
  toldOnce('a-hidden-set-cookie', [not(setCookie)], 'response/cookies', {}),
  {
    id: 'host/notices/a-failure-without-a-reason',
    source: 'D',
    quote: noticeRule,
    needs: [host, not(failure('refused'))],
    run: async t => {
      const told: string[] = [];
      const request = t.host({ onNotice: (clause: string) => told.push(clause) });
      for (let i = 0; i < 2; i++) await t.failed(request({ url: t.url('/', t.server.refused) }));
      t.equal(told.filter(one => one === 'failures/unknown').length, 1, 'the number of notices');
    },
  },
  {
    id: 'host/notices/none-where-nothing-is-lost',
    source: 'D',
    quote: noticeRule,
    needs: [host, header('cookie'), setCookie],
    run: async t => {
      const told: string[] = [];
      await t.success(
        { url: t.respond({ headers: [['set-cookie', 'a=1']] }), header: { cookie: 'a=1' } },
        { onNotice: (clause: string) => told.push(clause) },
      );
      t.equal(told, [], 'the notices');
    },
  },
  {
    id: 'host/notices/nobody-need-listen',
    source: 'D',
    quote: noticeRule,
    needs: [not(header('cookie'))],
    run: async t => {
      await t.success({ url: t.url(), header: { cookie: 'a=1' } });
    },
  },
];
