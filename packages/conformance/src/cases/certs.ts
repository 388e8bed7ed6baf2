import type { Case } from '../case.ts';
import type { HttpsAddress } from '../address.ts';
import type { Tools } from '../tools.ts';
import { host, https, not, pins } from '../needs.ts';

const failed = 'request:fail certificate pinning failure';
const wrong = `sha256/${'A'.repeat(43)}=`;
const linked =
  'Passes if any pin matches the leaf, or a certificate above it that is linked to it by verified signatures; never one merely sent along (CVE-2016-2402).';

type Pin = keyof HttpsAddress['pins'];
const pin = (t: Tools, name: Pin): string => t.server.https?.pins[name] ?? '';
const at = (t: Tools, base: 'base' | 'sentAlong' | 'unknownAuthority' = 'base'): string =>
  t.url('/', t.server.https?.[base]);

function passes(id: string, name: Pin): Case {
  return {
    id: `certs/match/${id}`,
    source: id === 'leaf' ? 'T' : 'D',
    quote: linked,
    needs: [https, pins],
    run: async t => {
      await t.success({ url: at(t), certs: [wrong, pin(t, name)] });
    },
  };
}

async function refuses(t: Tools, url: string, certs: readonly string[], hostOptions?: object): Promise<void> {
  t.failsWith(await t.fail({ url, method: 'POST', data: 'secret', certs }, hostOptions), failed, 600001);
  t.equal((await t.seen()).length, 0, 'the number of requests that reached the server');
}

function malformed(id: string, entry: string): Case {
  return {
    id: `certs/format/${id}`,
    source: 'D',
    quote: 'Malformed → `request:fail invalid certs "<entry>"`, 600005, before connecting.',
    run: async t => {
      const err = await t.fail({ url: t.url(), certs: [entry] });
      t.ok(
        err.errMsg.startsWith(`request:fail invalid certs "${entry}"`),
        'errMsg',
        `request:fail invalid certs "${entry}"`,
        err.errMsg,
      );
      t.equal(err.errno, 600005, 'errno');
      t.equal((await t.seen()).length, 0, 'the number of requests that reached the server');
    },
  };
}

/** SPEC §7: pinning. */
export const certs: readonly Case[] = [
  malformed('too-short', `sha256/${'A'.repeat(42)}=`),
  malformed('other-hash', `sha1/${'A'.repeat(43)}=`),
  malformed('no-base64', `sha256/${'*'.repeat(43)}=`),
  passes('leaf', 'leaf'),
  passes('issuer', 'issuer'),
  passes('authority', 'authority'),
  {
    id: 'certs/match/none-matches',
    source: 'T',
    quote: linked,
    needs: [https, pins],
    run: t => refuses(t, at(t), [wrong]),
  },
  {
    id: 'certs/match/one-merely-sent-along',
    source: 'D',
    quote: linked,
    needs: [https, pins],
    run: async t => {
      await refuses(t, at(t, 'sentAlong'), [pin(t, 'stranger')]);
    },
  },
  {
    id: 'certs/match/ordinary-verification-in-full',
    source: 'D',
    quote: 'Ordinary verification applies in full',
    needs: [https, pins],
    run: async t => {
      await t.fail({ url: at(t, 'unknownAuthority'), certs: [pin(t, 'stranger')] });
      t.equal((await t.seen()).length, 0, 'the number of requests that reached the server');
    },
  },
  {
    id: 'certs/before-any-byte/none-leaves',
    source: 'D',
    quote: 'Checked before any byte of the request is written; on failure the connection is closed.',
    needs: [https, pins],
    run: async t => {
      const before = await t.strays();
      await refuses(t, at(t), [wrong]);
      t.equal((await t.strays()) - before, 0, 'the connections over which bytes came');
    },
  },
  {
    id: 'certs/before-any-byte/not-over-an-unchecked-connection',
    source: 'D',
    quote: 'A request with pins uses only connections that were checked against the same pins.',
    needs: [https, pins],
    run: async t => {
      await t.success({ url: at(t) });
      t.failsWith(await t.fail({ url: at(t), certs: [wrong] }), failed, 600001);
      t.equal((await t.seen()).length, 1, 'the number of requests that reached the server');
    },
  },
  {
    id: 'certs/host/pins-every-request',
    source: 'D',
    quote: 'pins every request to that host, without touching the code that makes them',
    needs: [https, pins, host],
    run: async t => {
      const name = at(t).replace(/^https:\/\/([^:/]+).*$/, '$1');
      await t.success({ url: at(t) }, { pins: { [name]: [pin(t, 'leaf')] } });
      t.failsWith(await t.fail({ url: at(t) }, { pins: { [name]: [wrong] } }), failed, 600001);
    },
  },
  {
    id: 'certs/host/both-must-be-met',
    source: 'D',
    quote: 'a request must satisfy both these and its own `certs`',
    needs: [https, pins, host],
    run: async t => {
      const name = at(t).replace(/^https:\/\/([^:/]+).*$/, '$1');
      await refuses(t, at(t), [wrong], { pins: { [name]: [pin(t, 'leaf')] } });
    },
  },
  {
    id: 'certs/frequency/every-request-by-default',
    source: 'T',
    quote: "Host `pinCheck`: `'every-request'` (Android, default)",
    needs: [https, pins],
    run: async t => {
      await t.success({ url: at(t), certs: [pin(t, 'leaf')] });
      t.failsWith(await t.fail({ url: at(t), certs: [wrong] }), failed, 600001);
    },
  },
  {
    id: 'certs/frequency/once-per-session',
    source: 'T',
    quote:
      'after one connection to a host:port has passed, later requests to it are not checked while this `createRequest` lives',
    needs: [https, pins, host],
    run: async t => {
      const request = t.host({ pinCheck: 'once-per-session' });
      await t.succeeded(request({ url: at(t), certs: [pin(t, 'leaf')] }));
      await t.succeeded(request({ url: at(t), certs: [wrong] }));
    },
  },
  {
    id: 'certs/no-tls/pins-and-plain-http',
    source: 'D',
    quote: 'Non-empty `certs` with an `http:` URL → pin failure.',
    needs: [pins],
    run: t => refuses(t, t.url(), [wrong]),
  },
  {
    id: 'certs/no-tls/an-empty-array-is-no-pinning',
    source: 'D',
    quote: 'An empty array is no pinning.',
    run: async t => {
      await t.success({ url: t.url(), certs: [] });
    },
  },
  {
    id: 'certs/fail-closed/refused',
    source: 'D',
    quote: 'A runtime that cannot pin refuses: nothing is sent.',
    needs: [not(pins)],
    run: async t => {
      const err = await t.fail({ url: t.url(), certs: [wrong] });
      t.failsWith(err, 'request:fail certs is not supported on this platform', 100);
      t.equal((await t.seen()).length, 0, 'the number of requests that reached the server');
    },
  },
  {
    id: 'certs/cause/lists-host-and-pins',
    source: 'D',
    quote: "The failure's `cause` lists the host, the pins asked for and the pins presented.",
    needs: [https, pins],
    run: async t => {
      const { cause } = await t.fail({ url: at(t), certs: [wrong] });
      const text = cause instanceof Error ? cause.message : String(cause);
      for (const part of [wrong, pin(t, 'leaf')])
        t.ok(text.includes(part), 'the message of cause', `that it names ${part}`, text);
    },
  },
];
