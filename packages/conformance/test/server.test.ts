import * as assert from 'uvu/assert';
import net from 'node:net';
import { suite } from '../../../scripts/testing/suite.ts';
import type { Step } from '../src/script.ts';
import { openDesk } from '../src/desk.ts';
import { encodeScript } from '../src/script.ts';
import { serve } from '../src/server.ts';
import type { ReferenceServer } from '../src/server.ts';

const test = suite<{ server: ReferenceServer }>('conformance: reference server');

test.before(async context => {
  context.server = await serve();
});
test.after(async ({ server }) => {
  await server.close();
});

const ask = async (url: string) => (await fetch(url)).text();
let count = 0;

/** A case of its own: its address and its desk. */
function room({ address }: ReferenceServer) {
  const token = `t${++count}`;
  const url = (path: string) => `${address.http}/${token}${path}`;
  const play = (...steps: Step[]) => fetch(url(`/play/${encodeScript(steps)}`));
  return { url, play, desk: openDesk(address, token, ask) };
}

test('it reports method, target, headers and body as they came', async ({ server }) => {
  const { url, desk } = room(server);
  const body = new Uint8Array([0, 255, 104]);
  const response = await fetch(url('/p?a=1&a=%20'), { method: 'PUT', body, headers: { 'x-a': '1' } });
  assert.equal(await response.json(), { ok: true });
  const [seen] = await desk.seen(1);
  assert.equal([seen?.method, seen?.target, seen?.body], ['PUT', '/p?a=1&a=%20', '00ff68']);
  assert.equal(
    seen?.headers.filter(([name]) => name === 'x-a'),
    [['x-a', '1']],
  );
  assert.is(seen?.state, 'answered');
});

test('it answers what the address asks for, with the right length', async ({ server }) => {
  const { play } = room(server);
  const headers = [['X-Two', 'a'] as const, ['X-Two', 'b'] as const];
  const response = await play({ head: 418, headers }, { send: { text: '名' } });
  assert.is(response.status, 418);
  assert.is(response.headers.get('x-two'), 'a, b');
  assert.is(response.headers.get('content-length'), '3');
  assert.is(await response.text(), '名');
});

test('addresses of your own do what you say, at the pace you say; all others what they always did', async () => {
  const poem: Step[] = [{ head: 201 }, { send: { text: 'slow' } }, { pause: 1 }, { send: { text: 'ly' } }];
  const server = await serve({ https: false, steps: rest => (rest === '/poem' ? poem : undefined) });
  const { url, desk } = room(server);
  const response = await fetch(url('/poem'));
  assert.equal([response.status, await response.text()], [201, 'slowly']);
  assert.is(await ask(url('/other')), '{"ok":true}');
  const seen = await desk.seen(2);
  assert.equal(
    seen.map(({ target }) => target),
    ['/poem', '/other'],
  );
  await server.close();
});

test('it waits where the script says so, until told to go on', async ({ server }) => {
  const { play, desk } = room(server);
  const response = await play({ head: 200 }, { send: { text: 'a' } }, { wait: 'b' }, { send: { text: 'b' } });
  const reader = response.body?.getReader();
  assert.equal((await reader?.read())?.value, new Uint8Array([97]));
  await desk.go('b');
  assert.equal((await reader?.read())?.value, new Uint8Array([98]));
  assert.is((await reader?.read())?.done, true);
});

test('it says when the client has left', async ({ server }) => {
  const { url, desk } = room(server);
  const control = new AbortController();
  const script = encodeScript([{ head: 200 }, { send: { text: 'a' } }, { stop: 'stall' }]);
  const response = await fetch(url(`/play/${script}`), { signal: control.signal });
  control.abort();
  await desk.left(0);
  assert.is(response.status, 200);
  assert.is((await desk.seen())[0]?.state, 'left');
});

test('it cuts and resets', async ({ server }) => {
  for (const stop of ['cut', 'reset'] as const) {
    const { play } = room(server);
    const response = await play(
      { head: 200, headers: [['content-length', '9']] },
      { send: { text: 'a' } },
      { stop },
    );
    const error = await response.text().catch((thrown: unknown) => thrown);
    assert.instance(error, TypeError);
  }
});

test('it encodes as asked, in order, and a piece at a time', async ({ server }) => {
  for (const as of [['gzip'], ['deflate'], ['br'], ['gzip', 'br']] as const) {
    const { play } = room(server);
    const headers = [['content-encoding', as.join(', ')] as const];
    assert.is(await (await play({ head: 200, headers }, { send: { text: 'hello' }, as })).text(), 'hello');
  }
  const { play, desk } = room(server);
  const response = await play(
    { head: 200, headers: [['content-encoding', 'gzip']] },
    { pieces: ['ab', 'cd'] },
  );
  const reader = response.body?.getReader();
  assert.equal(Buffer.from((await reader?.read())?.value ?? []).toString(), 'ab');
  await desk.go('piece');
  assert.equal(Buffer.from((await reader?.read())?.value ?? []).toString(), 'cd');
});

test('it redirects as often as asked', async ({ server }) => {
  const { url, desk } = room(server);
  assert.is((await fetch(url('/hops/307/2'))).status, 200);
  const targets = (await desk.seen()).map(({ target }) => target);
  assert.equal(targets, ['/hops/307/2', '/hops/307/1', '/hops/307/0']);
});

test('a page of another origin may read everything, and its preflights are counted apart', async ({
  server,
}) => {
  const { url, desk } = room(server);
  const origin = 'http://page.test';
  const asked = { 'access-control-request-method': 'PUT', 'access-control-request-headers': 'x-a' };
  const preflight = await fetch(url('/p'), { method: 'OPTIONS', headers: { origin, ...asked } });
  assert.is(preflight.headers.get('access-control-allow-headers'), 'x-a');
  const response = await fetch(url('/p'), { headers: { origin } });
  assert.is(response.headers.get('access-control-allow-origin'), origin);
  assert.is(response.headers.get('access-control-expose-headers'), 'content-type');
  assert.is((await desk.preflights()).length, 1);
  assert.is((await desk.seen()).length, 1);
});

test('it answers CONNECT, and knows the case by a header', async ({ server }) => {
  const { desk } = room(server);
  const { hostname, port } = new URL(server.address.http);
  const socket = net.connect(Number(port), hostname);
  socket.write(`CONNECT a.test:1 HTTP/1.1\r\nhost: a.test:1\r\nx-wxreq-case: t${count}\r\n\r\n`);
  const [first] = await new Promise<Buffer[]>(resolve => socket.on('data', bytes => resolve([bytes])));
  assert.match(String(first), /^HTTP\/1\.1 200 /);
  socket.destroy();
  assert.equal(
    (await desk.seen()).map(({ method, target }) => [method, target]),
    [['CONNECT', 'a.test:1']],
  );
});

test.run();
