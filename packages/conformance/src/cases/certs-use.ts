import type { Case } from '../case.ts';
import type { Tools } from '../tools.ts';
import { host, http2, https, pins } from '../needs.ts';
import { pinFailure, refuses, secure, strange } from './pinned.ts';

const first = 'Checked before any byte of the request is written; on failure the connection is closed.';
const apart = 'A request with pins uses only connections that were checked against the same pins.';
const resumed = 'Resumed TLS sessions carry no certificate: pinned pools do without them.';
const leaf = (t: Tools): string => t.server.https?.pins.leaf ?? '';
const closes = (t: Tools): string =>
  t.respond({ headers: [['connection', 'close']], body: 'a' }, t.server.https?.base);

const before: readonly Case[] = [
  {
    id: 'certs/before-any-byte/none-leaves',
    source: 'D',
    quote: first,
    needs: [https, pins],
    run: t => refuses(t, { url: secure(t), certs: [strange] }),
  },
  {
    id: 'certs/before-any-byte/not-a-header-either',
    source: 'D',
    quote: first,
    needs: [https, pins],
    run: t =>
      refuses(t, { url: secure(t), method: 'GET', header: { authorization: 'secret' }, certs: [strange] }),
  },
  {
    id: 'certs/before-any-byte/not-over-an-unchecked-connection',
    source: 'D',
    quote: apart,
    needs: [https, pins],
    run: async t => {
      await t.success({ url: secure(t) });
      await refuses(t, { url: secure(t), certs: [strange] });
    },
  },
  {
    id: 'certs/before-any-byte/not-over-one-checked-against-other-pins',
    source: 'D',
    quote: apart,
    needs: [https, pins],
    run: async t => {
      await t.success({ url: secure(t), certs: [leaf(t)] });
      await refuses(t, { url: secure(t), certs: [strange] });
    },
  },
  {
    id: 'certs/before-any-byte/not-over-a-shared-http-2-connection',
    source: 'D',
    quote: apart,
    needs: [https, pins, http2],
    run: async t => {
      const held = t.call({
        url: t.play([{ wait: 'go' }, { head: 200 }], t.server.https?.base),
        enableHttp2: true,
      });
      await t.seen(1);
      await refuses(t, { url: secure(t), certs: [strange], enableHttp2: true });
      await t.success({ url: secure(t), certs: [leaf(t)], enableHttp2: true });
      const [one, other] = await t.seen(2);
      t.equal(one?.connection === other?.connection, false, 'whether they shared a connection');
      await t.go('go');
      await t.succeeded(held);
    },
  },
  {
    id: 'certs/before-any-byte/a-refusal-spoils-nothing-for-the-next',
    source: 'D',
    quote: apart,
    needs: [https, pins],
    run: async t => {
      await refuses(t, { url: secure(t), certs: [strange] });
      await t.success({ url: secure(t), certs: [leaf(t)] });
      await t.success({ url: secure(t) });
    },
  },
  {
    id: 'certs/before-any-byte/a-second-connection-is-checked-again',
    source: 'D',
    quote: resumed,
    needs: [https, pins],
    run: async t => {
      for (let i = 0; i < 3; i++) await t.success({ url: closes(t), certs: [leaf(t)] });
    },
  },
  {
    id: 'certs/before-any-byte/a-resumed-session-is-no-way-in',
    source: 'D',
    quote: resumed,
    needs: [https, pins],
    run: async t => {
      await t.success({ url: closes(t) });
      await t.success({ url: closes(t) });
      await refuses(t, { url: secure(t), certs: [strange] });
      await t.success({ url: secure(t), certs: [leaf(t)] });
    },
  },
];

const often = "Host `pinCheck`: `'every-request'` (Android, default)";
const session =
  "`'once-per-session'` (iOS: after one connection to a host:port has passed, later requests to it are not checked while this `createRequest` lives)";
const once = { pinCheck: 'once-per-session' };

const frequency: readonly Case[] = [
  ...[undefined, { pinCheck: 'every-request' }].map((options): Case => ({
    id: `certs/frequency/every-request-${options === undefined ? 'unless-told-otherwise' : 'if-told'}`,
    source: 'T',
    quote: often,
    needs: options === undefined ? [https, pins] : [https, pins, host],
    run: async t => {
      await t.success({ url: secure(t), certs: [leaf(t)] }, options);
      await refuses(t, { url: secure(t), certs: [strange] }, options);
    },
  })),
  {
    id: 'certs/frequency/once-per-session',
    source: 'T',
    quote: session,
    needs: [https, pins, host],
    run: async t => {
      const request = t.host(once);
      await t.succeeded(request({ url: secure(t), certs: [leaf(t)] }));
      await t.succeeded(request({ url: secure(t), certs: [strange] }));
    },
  },
  {
    id: 'certs/frequency/not-before-one-has-passed',
    source: 'T',
    quote: session,
    needs: [https, pins, host],
    run: async t => {
      const request = t.host(once);
      for (let i = 0; i < 2; i++) {
        const err = await t.failed(request({ url: secure(t), certs: [strange] }));
        t.failsWith(err, pinFailure, 600001);
      }
    },
  },
  {
    id: 'certs/frequency/an-unpinned-request-passes-nothing',
    source: 'T',
    quote: session,
    needs: [https, pins, host],
    run: async t => {
      const request = t.host(once);
      await t.succeeded(request({ url: secure(t) }));
      t.failsWith(await t.failed(request({ url: secure(t), certs: [strange] })), pinFailure, 600001);
    },
  },
  {
    id: 'certs/frequency/another-port-is-checked',
    source: 'T',
    quote: session,
    needs: [https, pins, host],
    run: async t => {
      const request = t.host(once);
      await t.succeeded(request({ url: secure(t), certs: [leaf(t)] }));
      const other = secure(t, '/', 'otherKey');
      t.failsWith(await t.failed(request({ url: other, certs: [leaf(t)] })), pinFailure, 600001);
    },
  },
  {
    id: 'certs/frequency/another-createrequest-is-checked',
    source: 'T',
    quote: session,
    needs: [https, pins, host],
    run: async t => {
      await t.success({ url: secure(t), certs: [leaf(t)] }, once);
      await refuses(t, { url: secure(t), certs: [strange] }, once);
    },
  },
];

/** SPEC §7: when pins are checked, and over which connections. */
export const certsUse: readonly Case[] = [...before, ...frequency];
