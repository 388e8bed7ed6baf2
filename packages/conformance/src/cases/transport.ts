import type { Case } from '../case.ts';
import { header, host, method, profile } from '../needs.ts';

const again =
  'GET, HEAD, OPTIONS, TRACE are sent once more, on a fresh connection, if the connection had already carried a response, it ended or was reset, and not one byte of this response had come.';
const never = 'Never otherwise, never twice, never after abort or timeout.';

const resend: readonly Case[] = [
  {
    id: 'transport/resend/never-a-post',
    source: 'D',
    quote: never,
    run: async t => {
      await t.success({ url: t.url('/warm') });
      await t.fail({ url: t.play([{ stop: 'reset' }]), method: 'POST', data: 'x' });
      t.equal((await t.seen()).length, 2, 'the number of requests that reached the server');
    },
  },
  {
    id: 'transport/resend/never-twice',
    source: 'D',
    quote: again,
    run: async t => {
      await t.success({ url: t.url('/warm') });
      await t.fail({ url: t.play([{ stop: 'reset' }]) });
      const count = (await t.seen()).length;
      t.ok(count <= 3, 'the number of requests that reached the server', 'at most 3', count);
    },
  },
  {
    id: 'transport/resend/never-after-a-byte',
    source: 'D',
    quote: again,
    run: async t => {
      await t.success({ url: t.url('/warm') });
      const begun = [{ head: 200, headers: [['content-length', '9'] as const] }, { send: { text: 'ab' } }];
      await t.fail({ url: t.play([...begun, { stop: 'reset' }]) });
      t.equal((await t.seen()).length, 2, 'the number of requests that reached the server');
    },
  },
];

const connect: Case = {
  id: 'method/connect/status-and-no-data',
  source: 'D',
  quote:
    "the request-target is the URL's host:port, the path is ignored; result: status, header, `data: ''`; the connection is closed.",
  needs: [method('CONNECT'), header('x-wxreq-case')],
  run: async t => {
    const given = { 'x-wxreq-case': t.token };
    const { statusCode, data } = await t.success({ url: t.url('/p'), method: 'CONNECT', header: given });
    t.equal({ statusCode, data }, { statusCode: 200, data: '' }, 'the result');
    const authority = t.server.http.replace(/^http:\/\//, '').replace(/^([^:]+)$/, '$1:80');
    const [seen] = await t.seen(1);
    t.ok(
      authority.startsWith(seen?.target ?? '?'),
      'the target that the server saw',
      authority,
      seen?.target,
    );
  },
};

const measured: readonly Case[] = [
  {
    id: 'response/profile/in-order',
    source: 'W',
    quote: 'ms since the epoch',
    needs: [profile],
    run: async t => {
      const { profile: found = {} } = await t.success({ url: t.url() });
      const times = ['fetchStart', 'requestStart', 'responseStart', 'responseEnd'].map(name =>
        Number(found[name]),
      );
      const sorted = times.every((time, i) => time >= (times[i - 1] ?? 0));
      t.ok(sorted, 'fetchStart, requestStart, responseStart, responseEnd', 'rising times', times);
      const now = Date.now();
      t.ok(
        times.every(time => Math.abs(time - now) < 60000),
        'the times',
        `near ${now}`,
        times,
      );
    },
  },
  {
    id: 'response/profile/false-gives-none',
    source: 'W',
    quote: '`enableProfile !== false`: `profile` with what was measured',
    run: async t => {
      const res = await t.success({ url: t.url(), enableProfile: false });
      t.equal(res.profile, undefined, 'profile');
    },
  },
];

const interrupted =
  '`request.interrupt()` fails what is in flight and queued with `request:fail interrupted`, 600003';

const interrupt: Case = {
  id: 'task/interrupt/in-flight-fails-and-later-requests-run',
  source: 'W',
  quote: interrupted,
  needs: [host],
  run: async t => {
    const request = t.host({});
    const call = request({ url: t.play([{ stop: 'stall' }]) });
    await t.seen(1);
    request.interrupt();
    t.failsWith(await t.failed(call), 'request:fail interrupted', 600003);
    await t.succeeded(request({ url: t.url() }));
  },
};

/** SPEC §§3–5: what is sent twice and what never, CONNECT, profile, interrupt. */
export const transport: readonly Case[] = [...measured, interrupt, ...resend, connect];
