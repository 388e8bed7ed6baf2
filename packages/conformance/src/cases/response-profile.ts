import type { Case } from '../case.ts';
import type { Need } from '../needs.ts';
import type { Options, Tools } from '../tools.ts';
import { host, http2, https, profile, queue } from '../needs.ts';
import { fromPairs } from '../pairs.ts';

const spelled =
  "in WeChat's spelling, ms since the epoch: fetchStart, domainLookUpStart/End, connectStart/End, SSLconnectionStart/End (0 without TLS), requestStart/End, responseStart/End, redirectStart/End, queueStart/End, invokeStart, socketReused, protocol, peerIP, port, sendBytesCount, receivedBytedCount (sic)";
const wanted = '`enableProfile !== false`: `profile` with what was measured';
const absent = 'Unmeasured fields are absent, none is invented';

/** What each field is; times are in the order in which they pass. */
const times = [
  ...['invokeStart', 'queueStart', 'queueEnd', 'fetchStart', 'domainLookUpStart', 'domainLookUpEnd'],
  ...['connectStart', 'connectEnd', 'requestStart', 'responseStart', 'responseEnd'],
];
const besides: Readonly<Record<string, string>> = {
  ...{ SSLconnectionStart: 'number', SSLconnectionEnd: 'number', requestEnd: 'number' },
  ...{ redirectStart: 'number', redirectEnd: 'number', port: 'number' },
  ...{ sendBytesCount: 'number', receivedBytedCount: 'number' },
  ...{ socketReused: 'boolean', protocol: 'string', peerIP: 'string' },
};

type Measured = Readonly<Record<string, unknown>>;

async function measure(t: Tools, options: Options = {}, hostOptions?: object): Promise<Measured> {
  const { profile: found } = await t.success({ url: t.url(), ...options }, hostOptions);
  if (found === undefined) t.ok(false, 'profile', 'an object', found);
  return found ?? {};
}

/** Looks at these fields where they were measured: what a runtime does not know is absent. */
function only(found: Measured, expected: Measured): Measured {
  return fromPairs(Object.keys(where(found, expected)).map(name => [name, found[name]]));
}

function where(found: Measured, expected: Measured): Measured {
  return fromPairs(Object.entries(expected).filter(([name]) => name in found));
}

function tells(
  id: string,
  source: Case['source'],
  quote: string,
  needs: readonly Need[],
  run: (t: Tools) => Promise<void>,
): Case {
  return { id: `response/profile/${id}`, source, quote, needs: [profile, ...needs], run };
}

const measured: readonly Case[] = [
  tells('there-unless-told-otherwise', 'W', wanted, [], async t => {
    const { fetchStart, responseEnd } = await measure(t);
    t.equal([typeof fetchStart, typeof responseEnd], ['number', 'number'], 'fetchStart and responseEnd');
  }),
  tells('in-wechats-spelling', 'W', spelled, [], async t => {
    const found = await measure(t);
    const kinds: Readonly<Record<string, string>> = {
      ...fromPairs(times.map(name => [name, 'number'])),
      ...besides,
    };
    const odd = Object.keys(found).filter(name => typeof found[name] !== kinds[name]);
    t.equal(odd, [], 'fields with a name or a type of their own');
  }),
  tells('times-in-order', 'W', spelled, [], async t => {
    const found = await measure(t);
    const passed = times.filter(name => name in found).map(name => Number(found[name]));
    const rising = passed.every((time, i) => time >= (passed[i - 1] ?? 0));
    t.ok(rising, 'the times in the order of what they measure', 'none before the one before it', found);
  }),
  tells('since-the-epoch', 'W', spelled, [], async t => {
    const before = Date.now();
    const found = await measure(t);
    const after = Date.now();
    // A clock of the runtime's own may differ by a little.
    const near = (time: number): boolean => time >= before - 1000 && time <= after + 1000;
    const odd = times.filter(name => name in found && !near(Number(found[name])));
    t.equal(odd, [], `times that lie out of the request, ${before} to ${after}`);
  }),
  tells('no-tls-is-zero', 'W', spelled, [], async t => {
    const zero = { SSLconnectionStart: 0, SSLconnectionEnd: 0 };
    // A page that came by https may speak to nothing else.
    if (!t.server.http.startsWith('http:')) return;
    const found = await measure(t);
    t.equal(only(found, zero), where(found, zero), 'the times of TLS');
  }),
  tells('tls-is-within-connecting', 'W', spelled, [https], async t => {
    const found = await measure(t, { url: t.url('/', t.server.https?.base) });
    const { connectStart, SSLconnectionStart, SSLconnectionEnd, connectEnd } = found;
    const all = [connectStart, SSLconnectionStart, SSLconnectionEnd, connectEnd].filter(
      one => one !== undefined,
    );
    const rising = all.every((time, i) => Number(time) >= Number(all[i - 1] ?? 1));
    t.ok(rising, 'connectStart, SSLconnectionStart, SSLconnectionEnd, connectEnd', 'rising times', found);
  }),
  tells('where-it-was-sent', 'W', spelled, [], async t => {
    const found = await measure(t);
    const port = { port: Number(/:(\d+)$/.exec(t.server.http)?.[1] ?? 80) };
    t.equal(only(found, port), where(found, port), 'port');
    if ('peerIP' in found)
      t.ok(/^[\d.]+$|:/.test(String(found['peerIP'])), 'peerIP', 'an IP address', found['peerIP']);
  }),
  tells('bytes-of-both-bodies', 'W', spelled, [], async t => {
    const url = t.respond({ body: { fill: 1234 } });
    const found = await measure(t, { url, method: 'POST', data: 'größe' });
    const counted = { sendBytesCount: 7, receivedBytedCount: 1234 };
    t.equal(only(found, counted), where(found, counted), 'the counted bytes');
  }),
  tells('protocol-http-1', 'W', spelled, [], async t => {
    const found = await measure(t);
    const [seen] = await t.seen(1);
    if (seen?.version !== '1.1' || !('protocol' in found)) return;
    t.ok(/^http\/?1\.1$/.test(String(found['protocol'])), 'protocol', 'http1.1', found['protocol']);
  }),
  tells('protocol-http-2', 'W', spelled, [https, http2], async t => {
    const found = await measure(t, { url: t.url('/', t.server.https?.base), enableHttp2: true });
    t.equal(found['protocol'], 'h2', 'protocol');
  }),
  tells(
    'a-reused-connection-took-no-time',
    'W',
    'Reused connection: connect and lookup equal fetchStart.',
    [],
    async t => {
      await t.success({ url: t.url('/first') });
      await t.seen(1);
      const found = await measure(t);
      const [, second] = await t.seen(2);
      const isReused = second !== undefined && second.earlier > 0;
      if ('socketReused' in found)
        t.equal(found['socketReused'], isReused, 'socketReused, as the server saw it');
      if (!isReused) return;
      const start = found['fetchStart'];
      const four = {
        domainLookUpStart: start,
        domainLookUpEnd: start,
        connectStart: start,
        connectEnd: start,
      };
      t.equal(only(found, four), where(found, four), 'lookup and connect');
    },
  ),
  tells('no-redirect-no-times-of-it', 'D', absent, [], async t => {
    const found = await measure(t);
    t.equal([found['redirectStart'], found['redirectEnd']], [undefined, undefined], 'the times of redirects');
  }),
  tells('the-last-hop', 'D', "Redirected: the last hop's.", [], async t => {
    const found = await measure(t, { url: t.redirect(302, t.respond({ body: { fill: 77 } })) });
    const { redirectStart, redirectEnd, fetchStart } = found;
    t.equal(
      only(found, { receivedBytedCount: 77 }),
      where(found, { receivedBytedCount: 77 }),
      'receivedBytedCount',
    );
    if (redirectEnd === undefined) return;
    const rising = Number(redirectStart) <= Number(redirectEnd) && Number(redirectEnd) <= Number(fetchStart);
    t.ok(rising, 'redirectStart, redirectEnd, fetchStart', 'rising times', found);
  }),
  tells('time-in-the-queue', 'W', spelled, [host, queue], async t => {
    const request = t.host({ maxConcurrent: 1 });
    const first = request({ url: t.play([{ wait: 'go' }, { head: 200 }]) });
    const second = request({ url: t.url('/second') });
    await t.seen(1);
    await t.fail({ url: t.play([{ stop: 'stall' }]), timeout: 20 });
    const before = Date.now();
    await t.go('go');
    await t.succeeded(first);
    const { profile: found = {} } = await t.succeeded(second);
    const { queueEnd } = found;
    t.ok(Number(queueEnd) >= before, 'queueEnd', `not before the one ahead could end, ${before}`, queueEnd);
  }),
];

const without: Case = {
  id: 'response/profile/false-gives-none',
  source: 'W',
  quote: wanted,
  run: async t => {
    const res = await t.success({ url: t.url(), enableProfile: false });
    t.equal('profile' in res, false, 'whether there is a profile');
  },
};

const unmeasured: Case = {
  id: 'response/profile/success-waits-for-none',
  source: 'D',
  quote: '`success` never waits for one',
  run: async t => {
    t.equal((await t.success({ url: t.url(), enableProfile: true })).data, { ok: true }, 'data');
  },
};

/** SPEC §3: what was measured. */
export const responseProfile: readonly Case[] = [...measured, without, unmeasured];
