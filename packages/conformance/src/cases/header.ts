import type { Case } from '../case.ts';
import { seenHeader } from '../address.ts';
import { asyncContext, host } from '../needs.ts';
import { shows } from './shows.ts';

const asIs = 'String as is';
const list = 'array → its elements by these rules, joined with `, `';
const left = '`null`, `undefined` → left out; anything else `String(v)`.';
const lastWins = 'Names equal but for case: the last wins.';
const under =
  "Host `header` (an object, or a function called at `request()` in the caller's context) lies under the developer's.";

const values: readonly Case[] = [
  shows('values/string', 'O', asIs, {
    options: { header: { 'x-a': 'a, b;c="d"' } },
    seen: { 'x-a': 'a, b;c="d"' },
  }),
  shows('values/string-of-nothing', 'O', asIs, { options: { header: { 'x-a': '' } }, seen: { 'x-a': '' } }),
  shows('values/number', 'O', left, { options: { header: { 'x-a': 1 } }, seen: { 'x-a': '1' } }),
  shows('values/boolean', 'D', left, { options: { header: { 'x-a': false } }, seen: { 'x-a': 'false' } }),
  shows('values/zero', 'O', left, { options: { header: { 'x-a': 0 } }, seen: { 'x-a': '0' } }),
  shows('values/object', 'O', left, {
    options: { header: { 'x-a': {} } },
    seen: { 'x-a': '[object Object]' },
  }),
  shows('values/object-with-a-text', 'D', left, {
    options: { header: { 'x-a': { toString: () => 'text' } } },
    seen: { 'x-a': 'text' },
  }),
  shows('values/null', 'D', left, { options: { header: { 'x-a': null } }, seen: { 'x-a': undefined } }),
  shows('values/undefined', 'D', left, {
    options: { header: { 'x-a': undefined } },
    seen: { 'x-a': undefined },
  }),
  shows('values/array', 'D', list, { options: { header: { 'x-a': ['p', 1] } }, seen: { 'x-a': 'p, 1' } }),
  shows('values/array-with-gaps', 'D', list, {
    options: { header: { 'x-a': ['p', null, undefined, 'q'] } },
    seen: { 'x-a': 'p, q' },
  }),
  shows('values/array-in-an-array', 'D', list, {
    options: { header: { 'x-a': ['p', ['q', 2]] } },
    seen: { 'x-a': 'p, q, 2' },
  }),
  shows('values/every-kind-at-once', 'D', left, {
    options: {
      header: { 'x-a': 's', 'x-b': 1, 'x-c': true, 'x-d': null, 'x-e': undefined, 'x-f': ['x'], 'x-g': {} },
    },
    seen: {
      ...{ 'x-a': 's', 'x-b': '1', 'x-c': 'true', 'x-d': undefined, 'x-e': undefined },
      ...{ 'x-f': 'x', 'x-g': '[object Object]' },
    },
  }),
  shows('values/last-of-equal-names', 'D', lastWins, {
    options: { header: { 'X-A': '1', 'x-a': '2' } },
    seen: { 'x-a': '2' },
  }),
  shows('values/last-of-equal-names-in-capitals', 'D', lastWins, {
    options: { header: { 'x-a': '1', 'X-A': '2' } },
    seen: { 'x-a': '2' },
  }),
];

const ofTheHost: readonly Case[] = [
  shows('values/host-header', 'D', under, {
    options: {},
    host: { header: { 'X-B': 1, 'x-c': ['p', 'q'] } },
    seen: { 'x-b': '1', 'x-c': 'p, q' },
  }),
  shows('values/host-header-under', 'D', under, {
    options: { header: { 'X-A': 'mine' } },
    host: { header: { 'x-a': 'host', 'x-b': 'host' } },
    seen: { 'x-a': 'mine', 'x-b': 'host' },
  }),
  shows('values/host-header-function', 'D', under, {
    options: { header: { 'X-A': 'mine' } },
    host: { header: () => ({ 'x-a': 'host', 'x-b': 'host' }) },
    seen: { 'x-a': 'mine', 'x-b': 'host' },
  }),
  shows('values/host-header-function-without-any', 'D', under, {
    options: { header: { 'x-a': 'mine' } },
    host: { header: () => undefined },
    seen: { 'x-a': 'mine' },
  }),
  {
    id: 'header/values/host-header-function-asked-at-each-call',
    source: 'D',
    quote: under,
    needs: [host],
    run: async t => {
      let count = 0;
      const request = t.host({ header: () => ({ 'x-count': ++count }) });
      t.equal(count, 0, 'how often it was asked before the first call');
      for (let i = 0; i < 2; i++) await t.succeeded(request({ url: t.url() }));
      const seen = (await t.seen(2)).map(one => seenHeader(one, 'x-count'));
      t.equal(seen, ['1', '2'], 'the header x-count of the two requests');
    },
  },
  {
    id: 'header/values/host-header-function-in-the-callers-context',
    source: 'D',
    quote: under,
    needs: [host, asyncContext],
    run: async t => {
      const request = t.host({ header: () => ({ 'x-user': t.asyncContext?.getStore() }) });
      const calls = ['ann', 'bob'].map(user =>
        t.asyncContext?.run(user, () => request({ url: t.url(`/${user}`) })),
      );
      for (const call of calls) await call?.when('complete');
      const seen = (await t.seen(2)).map(one => `${one.target} of ${String(seenHeader(one, 'x-user'))}`);
      t.equal(seen.sort(), ['/ann of ann', '/bob of bob'], 'each request and its header x-user');
    },
  },
];

/** SPEC §2: what becomes of the developer's header, and of the host's under it. */
export const header: readonly Case[] = [...values, ...ofTheHost];
