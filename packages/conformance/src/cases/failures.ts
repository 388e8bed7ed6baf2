import type { Case } from '../case.ts';
import type { HttpsAddress } from '../address.ts';
import type { Need } from '../needs.ts';
import type { Step } from '../script.ts';
import type { Tools } from '../tools.ts';
import { chunks, failure, https, not } from '../needs.ts';

/** What each kind says, as its clause has it. */
const words = {
  dns: '-105:net::ERR_NAME_NOT_RESOLVED',
  refused: '-102:net::ERR_CONNECTION_REFUSED',
  reset: '-101:net::ERR_CONNECTION_RESET',
  protocol: '-320:net::ERR_INVALID_RESPONSE',
  encoding: '-330:net::ERR_CONTENT_DECODING_FAILED',
  'cert-name': '-200:net::ERR_CERT_COMMON_NAME_INVALID',
  'cert-date': '-201:net::ERR_CERT_DATE_INVALID',
  'cert-authority': '-202:net::ERR_CERT_AUTHORITY_INVALID',
  tls: 'ssl hand shake error',
} as const;

type Kind = keyof typeof words;

/** This fails with the words of its kind. */
function fails(kind: Kind, id: string, url: (t: Tools) => string, needs: readonly Need[] = []): Case {
  const errMsg = `request:fail ${words[kind]}`;
  return {
    id: `failures/${kind}/${id}`,
    source: kind === 'encoding' ? 'D' : 'O',
    quote: `\`${errMsg}\`, 600001.`,
    needs: [failure(kind), ...needs],
    run: async t => {
      t.failsWith(await t.fail({ url: url(t) }), errMsg, 600001);
    },
  };
}

/** A page cannot tell why there is no head; what breaks a body, it can. */
const early = failure('refused');
const known: readonly Step[] = [{ head: 200, headers: [['content-length', '9']] }, { send: { text: 'ab' } }];
const chunked: readonly Step[] = [
  { head: 200, headers: [['transfer-encoding', 'chunked']] },
  { send: { text: 'ab' } },
];
const secure = (t: Tools, base: Exclude<keyof HttpsAddress, 'pins'>): string =>
  t.url('/', t.server.https?.[base]);
const lie = (t: Tools, raw: string): string => t.play([{ raw }, { stop: 'cut' }]);
const ok = 'HTTP/1.1 200 OK\r\n';

const connecting: readonly Case[] = [
  fails('dns', 'no-such-name', () => 'http://wxreq-conformance.invalid/'),
  fails('refused', 'nobody-listens', t => t.url('/', t.server.refused)),
  fails('cert-name', 'another-name', t => secure(t, 'wrongName'), [https]),
  fails('cert-date', 'expired', t => secure(t, 'expired'), [https]),
  fails('cert-authority', 'unknown', t => secure(t, 'unknownAuthority'), [https]),
  fails('tls', 'no-tls-at-all', t => secure(t, 'notTls'), [https]),
  ...(['wrongName', 'expired', 'unknownAuthority'] as const).map((base): Case => {
    const kind = (
      { wrongName: 'cert-name', expired: 'cert-date', unknownAuthority: 'cert-authority' } as const
    )[base];
    return {
      id: `failures/${kind}/no-byte-is-sent`,
      source: 'O',
      quote: `\`request:fail ${words[kind]}\`, 600001.`,
      needs: [https],
      run: async t => {
        const before = await t.strays();
        await t.fail({ url: secure(t, base), method: 'POST', data: 'secret' });
        t.equal((await t.seen()).length, 0, 'the number of requests that reached the server');
        t.equal((await t.strays()) - before, 0, 'the number of connections over which bytes came');
      },
    };
  }),
];

const broken: readonly Case[] = [
  fails('reset', 'before-the-head', t => t.play([{ stop: 'reset' }]), [early]),
  fails('reset', 'closed-before-the-head', t => t.play([{ stop: 'cut' }]), [early]),
  fails('reset', 'body-cut-short', t => t.play([...known, { stop: 'cut' }])),
  fails('reset', 'chunked-body-cut-short', t => t.play([...chunked, { stop: 'cut' }])),
  fails('reset', 'body-reset', t => t.play([...known, { stop: 'reset' }])),
  fails('reset', 'chunked-body-reset', t => t.play([...chunked, { stop: 'reset' }])),
  fails('reset', 'over-tls', t => t.play([...known, { stop: 'cut' }], t.server.https?.base), [https]),
  {
    id: 'failures/reset/after-a-chunk-was-seen',
    source: 'O',
    quote: 'Also a body cut short: `request:fail -101:net::ERR_CONNECTION_RESET`, 600001.',
    needs: [failure('reset'), chunks],
    run: async t => {
      const call = t.listen({ url: t.play([...known, { wait: 'go' }, { stop: 'reset' }]) });
      await call.when('chunkReceived');
      await t.go('go');
      t.failsWith(await t.failed(call), `request:fail ${words.reset}`, 600001);
    },
  },
  {
    id: 'failures/reset/a-body-cut-short-is-no-success',
    source: 'O',
    quote: 'Also a body cut short',
    run: async t => {
      await t.fail({ url: t.play([...known, { stop: 'cut' }]), dataType: 'text' });
      await t.fail({ url: t.play([...known, { stop: 'cut' }]), responseType: 'arraybuffer' });
    },
  },
  fails('protocol', 'not-http', t => lie(t, 'SSH-2.0-none\r\n\r\n')),
  fails('protocol', 'a-status-that-is-no-number', t => lie(t, 'HTTP/1.1 2x0 OK\r\n\r\n')),
  fails('protocol', 'a-header-without-a-colon', t => lie(t, `${ok}no colon\r\n\r\n`)),
  fails('protocol', 'a-header-name-with-a-space', t => lie(t, `${ok}x a: b\r\n\r\n`)),
  fails('protocol', 'two-lengths', t => lie(t, `${ok}content-length: 1\r\ncontent-length: 2\r\n\r\nab`)),
  fails('protocol', 'a-length-that-is-no-number', t => lie(t, `${ok}content-length: 1x\r\n\r\na`)),
  fails('protocol', 'a-chunk-size-that-is-no-number', t =>
    lie(t, `${ok}transfer-encoding: chunked\r\n\r\nxyz\r\nab\r\n0\r\n\r\n`),
  ),
  fails('encoding', 'no-gzip', t => t.respond({ headers: [['content-encoding', 'gzip']], body: 'no gzip' })),
];

const hidden: readonly (readonly [string, string, (t: Tools) => string])[] = [
  ['dns', 'no-such-name', () => 'http://wxreq-conformance.invalid/'],
  ['refused', 'nobody-listens', t => t.url('/', t.server.refused)],
  ['protocol', 'not-http', t => lie(t, 'SSH-2.0-none\r\n\r\n')],
];

const unknown: readonly Case[] = hidden.map(([kind, id, url]) => ({
  id: `failures/unknown/${id}`,
  source: 'D',
  quote: 'Fetch hides the cause: `request:fail network error`, 600000.',
  needs: [not(failure(kind))],
  run: async (t: Tools) => {
    t.failsWith(await t.fail({ url: url(t) }), 'request:fail network error', 600000);
  },
}));

/** SPEC §6: what goes wrong on the way. */
export const failures: readonly Case[] = [...connecting, ...broken, ...unknown];
