import type { Case } from '../case.ts';
import type { Step } from '../script.ts';
import type { Tools } from '../tools.ts';
import { failure, https } from '../needs.ts';

/** A kind of failure that the server, or the lack of one, brings about. */
function fails(
  kind: string,
  id: string,
  source: Case['source'],
  words: string,
  url: (t: Tools) => string,
  secure = false,
): Case {
  return {
    id: `failures/${kind}/${id}`,
    source,
    quote: `\`request:fail ${words}\`, 600001`,
    needs: secure ? [failure(kind), https] : [failure(kind)],
    run: async t => {
      t.failsWith(await t.fail({ url: url(t) }), `request:fail ${words}`, 600001);
    },
  };
}

const short: readonly Step[] = [{ head: 200, headers: [['content-length', '9']] }, { send: { text: 'ab' } }];
const chunked: readonly Step[] = [{ head: 200 }, { send: { text: 'ab' } }];
const lost = '-101:net::ERR_CONNECTION_RESET';

/** SPEC §6: what goes wrong on the way. */
export const failures: readonly Case[] = [
  fails(
    'dns',
    'no-such-name',
    'O',
    '-105:net::ERR_NAME_NOT_RESOLVED',
    () => 'http://wxreq-conformance.invalid/',
  ),
  fails('refused', 'nobody-listens', 'O', '-102:net::ERR_CONNECTION_REFUSED', t =>
    t.url('/', t.server.refused),
  ),
  fails('reset', 'before-the-head', 'O', lost, t => t.play([{ stop: 'reset' }])),
  fails('reset', 'closed-before-the-head', 'O', lost, t => t.play([{ stop: 'cut' }])),
  fails('reset', 'in-a-body-with-a-length', 'O', lost, t => t.play([...short, { stop: 'reset' }])),
  fails('reset', 'body-cut-short', 'O', lost, t => t.play([...short, { stop: 'cut' }])),
  fails('reset', 'chunked-body-cut-short', 'O', lost, t => t.play([...chunked, { stop: 'cut' }])),
  fails('protocol', 'not-http', 'O', '-320:net::ERR_INVALID_RESPONSE', t =>
    t.play([{ raw: 'SSH-2.0-none\r\n\r\n' }, { stop: 'cut' }]),
  ),
  fails(
    'cert-name',
    'another-name',
    'O',
    '-200:net::ERR_CERT_COMMON_NAME_INVALID',
    t => t.url('/', t.server.https?.wrongName),
    true,
  ),
  fails(
    'cert-date',
    'expired',
    'O',
    '-201:net::ERR_CERT_DATE_INVALID',
    t => t.url('/', t.server.https?.expired),
    true,
  ),
  fails(
    'cert-authority',
    'unknown',
    'O',
    '-202:net::ERR_CERT_AUTHORITY_INVALID',
    t => t.url('/', t.server.https?.unknownAuthority),
    true,
  ),
  fails('tls', 'no-tls-at-all', 'O', 'ssl hand shake error', t => t.url('/', t.server.https?.notTls), true),
  {
    id: 'failures/unknown/where-it-cannot-be-told',
    source: 'D',
    quote: 'Fetch hides the cause: `request:fail network error`, 600000',
    needs: [{ what: 'a subject that cannot tell "refused"', met: a => !a.failureKinds.includes('refused') }],
    run: async t => {
      t.failsWith(await t.fail({ url: t.url('/', t.server.refused) }), 'request:fail network error', 600000);
    },
  },
  {
    id: 'failures/cause/not-enumerable',
    source: 'D',
    quote: "The error object has a non-enumerable `cause`: the runtime's own error.",
    run: async t => {
      const err = await t.fail({ url: t.url('/', t.server.refused) });
      t.equal(Object.keys(err).sort(), ['errMsg', 'errno'], 'the enumerable keys of the error');
      t.ok(err.cause instanceof Error, 'cause', 'an Error', err.cause);
    },
  },
];
