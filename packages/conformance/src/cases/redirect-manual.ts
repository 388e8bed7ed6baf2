import type { Case } from '../case.ts';
import { hops, not, setCookie } from '../needs.ts';

const one =
  "one of the five with a Location is the result: headers event, success, `location` absolute, `data: ''`.";
const hidden = 'Browsers hide it → `request:fail redirect manual is not supported on this platform`, 100.';

/** SPEC §5: redirects that are the result. */
export const redirectManual: readonly Case[] = [
  ...[301, 302, 303, 307, 308].map((status): Case => ({
    id: `redirect/manual/${status}-is-the-result`,
    source: 'W',
    quote: one,
    needs: [hops],
    run: async t => {
      const url = t.respond({ status, headers: [['Location', '/end?a#b']], body: 'ignored' });
      const call = t.listen({ url, redirect: 'manual' });
      const { statusCode, header: found, data } = await t.succeeded(call);
      const expected = { statusCode: status, location: `${t.server.http}/end?a#b`, data: '' };
      t.equal({ statusCode, location: found['location'], data }, expected, 'the result');
      t.equal(call.names(), ['headersReceived', 'success', 'complete'], 'the events');
      t.equal((await t.seen()).length, 1, 'the number of requests that reached the server');
    },
  })),
  {
    id: 'redirect/manual/no-bytes-under-arraybuffer',
    source: 'D',
    quote: one,
    needs: [hops],
    run: async t => {
      const url = t.respond({ status: 302, headers: [['location', '/end']], body: 'ignored' });
      const { data } = await t.success({ url, redirect: 'manual', responseType: 'arraybuffer' });
      t.equal(data, new ArrayBuffer(0), 'data');
    },
  },
  {
    id: 'redirect/manual/its-cookies',
    source: 'D',
    quote: one,
    needs: [hops, setCookie],
    run: async t => {
      const url = t.respond({
        status: 302,
        headers: [
          ['location', '/end'],
          ['set-cookie', 'a=1'],
        ],
      });
      t.equal((await t.success({ url, redirect: 'manual' })).cookies, ['a=1'], 'cookies');
    },
  },
  {
    id: 'redirect/manual/without-a-location-as-ever',
    source: 'D',
    quote: one,
    needs: [hops],
    run: async t => {
      const { data } = await t.success({ url: t.respond({ status: 302, body: 'here' }), redirect: 'manual' });
      t.equal(data, 'here', 'data');
    },
  },
  {
    id: 'redirect/manual/does-not-wait-for-the-body',
    source: 'D',
    quote: one,
    needs: [hops],
    run: async t => {
      const url = t.play([{ head: 302, headers: [['location', '/end']] }, { stop: 'stall' }]);
      t.equal((await t.success({ url, redirect: 'manual' })).statusCode, 302, 'statusCode');
    },
  },
  {
    id: 'redirect/manual/refused-where-it-is-hidden',
    source: 'D',
    quote: hidden,
    needs: [not(hops)],
    run: async t => {
      const err = await t.fail({ url: t.url(), redirect: 'manual' });
      t.failsWith(err, 'request:fail redirect manual is not supported on this platform', 100);
      await t.fence();
      t.equal((await t.seen()).length, 0, 'the number of requests that reached the server');
    },
  },
];
