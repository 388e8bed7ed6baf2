import type { Case } from '../case.ts';

const statuses = 'Any HTTP response, 4xx and 5xx included, is `success`.';
const lack = 'Only the lack of a whole response is `fail`.';

const ends: readonly Case[] = [
  ...[201, 204, 304, 400, 404, 418, 500, 503, 599].map((status): Case => ({
    id: `call/any-status/${String(status)}-is-success`,
    source: 'W',
    quote: statuses,
    run: async t => {
      t.equal((await t.success({ url: t.respond({ status }) })).statusCode, status, 'statusCode');
    },
  })),
  {
    id: 'call/any-status/an-error-keeps-its-body',
    source: 'W',
    quote: statuses,
    run: async t => {
      const { data } = await t.success({ url: t.respond({ status: 500, body: '{"code":7}' }) });
      t.equal(data, { code: 7 }, 'data');
    },
  },
  {
    id: 'call/any-status/nobody-there-is-fail',
    source: 'W',
    quote: lack,
    run: async t => {
      await t.fail({ url: t.url('/', t.server.refused) });
    },
  },
  {
    id: 'call/any-status/a-body-cut-short-is-fail',
    source: 'W',
    quote: lack,
    run: async t => {
      const head = { head: 200, headers: [['content-length', '5']] } as const;
      await t.fail({ url: t.play([head, { send: { text: 'ab' } }, { stop: 'reset' }]) });
    },
  },
  {
    id: 'call/any-status/no-answer-is-fail',
    source: 'W',
    quote: lack,
    run: async t => {
      await t.fail({ url: t.play([{ stop: 'cut' }]), method: 'POST' });
    },
  },
];

const okRule =
  "`success` gets `{ data, statusCode, header, cookies, errMsg: 'request:ok' }`, plus `profile` where measured.";

const ok: readonly Case[] = [
  {
    id: 'call/ok/these-fields-and-no-others',
    source: 'T',
    quote: okRule,
    run: async t => {
      const { profile, header, ...res } = await t.success({ url: t.url() });
      t.ok(typeof header === 'object', 'header', 'an object', header);
      t.ok(profile === undefined || typeof profile === 'object', 'profile', 'an object or nothing', profile);
      const rest = { data: { ok: true }, statusCode: 200, cookies: [], errMsg: 'request:ok' };
      t.equal(res, rest, 'the other fields');
    },
  },
  {
    id: 'call/ok/errors-too',
    source: 'T',
    quote: okRule,
    run: async t => {
      const { errMsg, statusCode } = await t.success({ url: t.respond({ status: 404 }) });
      t.equal({ errMsg, statusCode }, { errMsg: 'request:ok', statusCode: 404 }, 'errMsg and statusCode');
    },
  },
];

/** SPEC §1: what counts as success, and what it gets. */
export const callResult: readonly Case[] = [...ends, ...ok];
