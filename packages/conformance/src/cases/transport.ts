import type { Case } from '../case.ts';
import type { Step } from '../script.ts';
import type { Options, Tools } from '../tools.ts';
import { header, http2, https, method } from '../needs.ts';

const again =
  'GET, HEAD, OPTIONS, TRACE are sent once more, on a fresh connection, if the connection had already carried a response, it ended or was reset, and not one byte of this response had come.';
const never = 'Never otherwise, never twice, never after abort or timeout.';

/** A request before, and a turn for its connection to become free, so that there is one to use again. */
async function warm(t: Tools): Promise<void> {
  await t.success({ url: t.url('/warm') });
  await t.seen(1);
}

/**
 * Whether the second request of a case went over a connection that had carried one before: that of the first, or of
 * what the server was asked, where the subject itself asks.
 */
async function isReused(t: Tools): Promise<boolean> {
  const [, second] = await t.seen(2);
  return second !== undefined && second.earlier > 0;
}

/** The server breaks the first attempt; where that was on a used connection, the second succeeds. */
function resends(name: string, stop: 'cut' | 'reset'): Case {
  return {
    id: `transport/resend/${name.toLowerCase()}-after-a-${stop}`,
    source: 'D',
    quote: again,
    needs: [method(name)],
    run: async t => {
      await warm(t);
      const call = t.call({ url: t.play([{ stop, first: 1 }, { head: 200 }]), method: name });
      await call.when('complete');
      const reused = await isReused(t);
      t.equal(call.names(), [reused ? 'success' : 'fail', 'complete'], 'the events');
      const connections = (await t.seen()).map(one => one.connection);
      t.equal(connections.length, reused ? 3 : 2, 'the number of requests that reached the server');
      t.equal(
        connections.indexOf(connections[2] ?? 0),
        reused ? 2 : -1,
        'where its connection was seen first',
      );
    },
  };
}

/** Never: so many requests reach the server in all, the one before included. */
function once(id: string, steps: readonly Step[], options: Options = {}): Case {
  return {
    id: `transport/resend/never-${id}`,
    source: 'D',
    quote: never,
    run: async t => {
      await warm(t);
      const call = t.listen({ url: t.play(steps), ...options });
      if (steps.some(step => 'wait' in step)) {
        await call.when('headersReceived');
        await t.go('go');
      }
      await t.failed(call);
      await t.fence();
      t.equal((await t.seen()).length, 2, 'the number of requests that reached the server');
    },
  };
}

const short: readonly Step[] = [{ head: 200, headers: [['content-length', '9']] }, { send: { text: 'ab' } }];
const reset: Step = { stop: 'reset' };

const resending: readonly Case[] = [
  ...['GET', 'HEAD', 'OPTIONS', 'TRACE'].map(name => resends(name, 'reset')),
  resends('GET', 'cut'),
  once('a-post', [reset], { method: 'POST', data: 'x' }),
  once('a-post-without-a-body', [reset], { method: 'POST' }),
  once('a-put', [reset], { method: 'PUT', data: 'x' }),
  once('a-delete', [reset], { method: 'DELETE' }),
  once('after-a-head', [{ head: 200, headers: [['content-length', '9']] }, { wait: 'go' }, reset]),
  once('after-a-piece-of-the-body', [...short, { wait: 'go' }, reset]),
  once('after-half-a-head', [{ raw: 'HTTP/1.1 200 O' }, reset]),
  once('after-an-informational-head', [{ inform: 103 }, reset]),
  once('after-something-else-than-http', [{ raw: 'SSH-2.0-none\r\n\r\n' }, { stop: 'cut' }]),
  once('after-a-timeout', [{ stop: 'stall' }], { timeout: 200 }),
  {
    id: 'transport/resend/never-twice',
    source: 'D',
    quote: never,
    run: async t => {
      await warm(t);
      await t.fail({ url: t.play([reset]) });
      const most = (await isReused(t)) ? 3 : 2;
      await t.fence();
      t.equal((await t.seen()).length, most, 'the number of requests that reached the server');
    },
  },
  {
    id: 'transport/resend/never-after-abort',
    source: 'D',
    quote: never,
    run: async t => {
      await warm(t);
      const call = t.call({ url: t.play([{ wait: 'go' }, reset]) });
      await t.seen(2);
      call.task.abort();
      await t.go('go');
      await t.failed(call);
      await t.fence();
      t.equal((await t.seen()).length, 2, 'the number of requests that reached the server');
    },
  },
];

const tunnel =
  "CONNECT, where it can be sent: HTTP/1.1, the request-target is the URL's host:port, the path is ignored; result: status, header, `data: ''`; the connection is closed.";

function connects(id: string, run: (t: Tools, options: Options) => Promise<void>): Case {
  return {
    id: `method/connect/${id}`,
    source: 'D',
    quote: tunnel,
    needs: [method('CONNECT'), header('x-wxreq-case')],
    run: t => run(t, { url: t.url('/p?a=1'), method: 'CONNECT', header: { 'x-wxreq-case': t.token } }),
  };
}

const tunnels: readonly Case[] = [
  connects('status-header-and-no-data', async (t, options) => {
    const { statusCode, header: found, data } = await t.success(options);
    const expected = { statusCode: 200, tunnel: 'open', data: '' };
    t.equal({ statusCode, tunnel: found['x-tunnel'], data }, expected, 'the result');
  }),
  connects('the-target-is-host-and-port', async (t, options) => {
    await t.success(options);
    const authority = t.server.http.replace(/^https?:\/\//, '');
    const { target, method: sent } = await t.arrived();
    // A name without a port stands for the scheme's.
    t.equal(
      [sent, target.replace(/:80$/, '')],
      ['CONNECT', authority.replace(/:80$/, '')],
      'the request line',
    );
  }),
  connects('closes-the-connection', async (t, options) => {
    await t.success(options);
    await t.left();
  }),
  connects('nothing-of-the-tunnel-is-seen', async (t, options) => {
    const call = t.listen(options);
    const { data } = await t.succeeded(call);
    t.equal([call.names(), data], [['headersReceived', 'success', 'complete'], ''], 'the events, and data');
  }),
  connects('no-bytes-under-arraybuffer', async (t, options) => {
    const { data } = await t.success({ ...options, responseType: 'arraybuffer' });
    t.equal(data, new ArrayBuffer(0), 'data');
  }),
  {
    id: 'method/connect/never-over-http-2',
    source: 'D',
    quote: tunnel,
    needs: [method('CONNECT'), header('x-wxreq-case'), https, http2],
    run: async t => {
      const given = { 'x-wxreq-case': t.token };
      const url = t.url('/p', t.server.https?.base);
      await t.success({ url, method: 'CONNECT', header: given, enableHttp2: true });
      t.equal((await t.arrived()).version, '1.1', 'the version that the server saw');
    },
  },
];

/** SPEC §5: what is sent once more and what never, and CONNECT. */
export const transport: readonly Case[] = [...resending, ...tunnels];
