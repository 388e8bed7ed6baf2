import type { Case } from '../case.ts';
import type { HttpsAddress } from '../address.ts';
import type { Tools } from '../tools.ts';
import { http2, https, not, pins } from '../needs.ts';
import { pinFailure, refuses, secure, strange } from './pinned.ts';

const linked =
  'Passes if any pin matches the leaf, or a certificate above it that is linked to it by verified signatures; never one merely sent along (CVE-2016-2402).';
const fully = 'Ordinary verification applies in full';

type Pin = keyof HttpsAddress['pins'];
const pin = (t: Tools, name: Pin): string => t.server.https?.pins[name] ?? '';

function passes(id: string, source: Case['source'], names: readonly Pin[], isHttp2 = false): Case {
  return {
    id: `certs/match/${id}`,
    source,
    quote: linked,
    needs: isHttp2 ? [https, pins, http2] : [https, pins],
    run: async t => {
      const certs = [strange, ...names.map(name => pin(t, name)), strange];
      const { data } = await t.success({ url: secure(t), certs, enableHttp2: isHttp2 });
      t.equal(data, { ok: true }, 'data');
      if (isHttp2) t.equal((await t.arrived()).version, '2.0', 'the version that the server saw');
    },
  };
}

/** A certificate that is wrong for another reason than its key. */
function verifies(base: 'wrongName' | 'expired' | 'unknownAuthority', name: Pin): Case {
  return {
    id: `certs/match/not-${base.toLowerCase()}`,
    source: 'D',
    quote: fully,
    needs: [https, pins],
    run: async t => {
      const before = await t.strays();
      await t.fail({ url: secure(t, '/', base), method: 'POST', data: 'secret', certs: [pin(t, name)] });
      t.equal((await t.seen()).length, 0, 'the number of requests that reached the server');
      t.equal((await t.strays()) - before, 0, 'the number of connections over which bytes came');
    },
  };
}

const match: readonly Case[] = [
  passes('the-leaf', 'T', ['leaf']),
  passes('its-issuer', 'D', ['issuer']),
  passes('the-authority-at-the-top', 'D', ['authority']),
  passes('any-of-several', 'T', ['stranger', 'otherKey', 'leaf']),
  passes('over-http-2', 'D', ['leaf'], true),
  {
    id: 'certs/match/none',
    source: 'T',
    quote: linked,
    needs: [https, pins],
    run: t => refuses(t, { url: secure(t), certs: [strange] }),
  },
  {
    id: 'certs/match/none-over-http-2',
    source: 'D',
    quote: linked,
    needs: [https, pins, http2],
    run: t => refuses(t, { url: secure(t), certs: [strange], enableHttp2: true }),
  },
  {
    id: 'certs/match/another-key-of-the-same-authority',
    source: 'T',
    quote: linked,
    needs: [https, pins],
    run: async t => {
      await refuses(t, { url: secure(t, '/', 'otherKey'), certs: [pin(t, 'leaf')] });
      await t.success({ url: secure(t, '/', 'otherKey'), certs: [pin(t, 'otherKey')] });
      await t.success({ url: secure(t, '/', 'otherKey'), certs: [pin(t, 'issuer')] });
    },
  },
  {
    id: 'certs/match/not-one-merely-sent-along',
    source: 'D',
    quote: linked,
    needs: [https, pins],
    run: async t => {
      await refuses(t, { url: secure(t, '/', 'sentAlong'), certs: [pin(t, 'stranger')] });
      await t.success({ url: secure(t, '/', 'sentAlong'), certs: [pin(t, 'leaf')] });
    },
  },
  verifies('wrongName', 'issuer'),
  verifies('expired', 'issuer'),
  verifies('unknownAuthority', 'unknown'),
];

const closed: readonly Case[] = [
  {
    id: 'certs/fail-closed/certs',
    source: 'D',
    quote: 'A runtime that cannot pin refuses: nothing is sent.',
    needs: [not(pins)],
    run: async t => {
      const err = await t.fail({ url: t.url(), certs: [strange] });
      t.failsWith(err, 'request:fail certs is not supported on this platform', 100);
      await t.fence();
      t.equal((await t.seen()).length, 0, 'the number of requests that reached the server');
    },
  },
];

const plain: readonly Case[] = [
  {
    id: 'certs/no-tls/pins-and-http',
    source: 'D',
    quote: 'Non-empty `certs` with an `http:` URL → pin failure.',
    needs: [pins],
    run: async t => {
      const certs = [t.server.https?.pins.leaf ?? strange];
      t.failsWith(await t.fail({ url: t.url(), certs }), pinFailure, 600001);
      await t.fence();
      t.equal((await t.seen()).length, 0, 'the number of requests that reached the server');
    },
  },
  ...['http', 'https'].map((scheme): Case => ({
    id: `certs/no-tls/an-empty-array-is-no-pinning-over-${scheme}`,
    source: 'D',
    quote: 'An empty array is no pinning.',
    needs: scheme === 'http' ? [] : [https],
    run: async t => {
      await t.success({ url: scheme === 'http' ? t.url() : secure(t), certs: [] });
    },
  })),
];

/** SPEC §7: what pins match, and where there can be none. */
export const certs: readonly Case[] = [...match, ...plain, ...closed];
