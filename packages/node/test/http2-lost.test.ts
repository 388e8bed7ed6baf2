import type { Http2Session } from 'node:http2';
import * as assert from 'uvu/assert';
import { suite } from '../../../scripts/testing/suite.ts';
import { createNodeAdapter } from '../src/adapter.ts';
import { exchange, wire } from './support/exchange.ts';
import type { Hooks } from './support/exchange.ts';
import { makeTrust } from './support/trust.ts';
import type { Trust } from './support/trust.ts';
import { startHttp2 } from './support/http2.ts';

const test = suite('node: HTTP/2, given up or lost');
let trust: Trust;

test.before(async () => {
  trust = await makeTrust();
});

test('giving one request up ends its stream and no other', async () => {
  const adapter = createNodeAdapter({ ca: trust.ca });
  let closed: (() => void) | undefined;
  const isClosed = new Promise<void>(resolve => (closed = resolve));
  let finish: (() => void) | undefined;
  const server = await startHttp2(trust.identity, (request, response) => {
    if (request.url === '/stay') {
      finish = () => response.end('ok');
      return;
    }
    request.stream.once('close', () => closed?.());
    response.write('first');
  });
  const stay = exchange(adapter, wire(`${server.url}stay`, { http2: true }));
  let cancel: (() => void) | undefined;
  const hooks: Hooks = { onCancel: given => (cancel = given), chunk: () => cancel?.() };
  const { failed } = await exchange(adapter, wire(server.url, { http2: true }), hooks);
  assert.is(failed, 'abort');
  await isClosed;
  finish?.();
  assert.is((await stay).body, 'ok');
  assert.is(server.sessions.length, 1);
  await adapter.close();
  await server.close();
});

test('when the session is lost, a GET is sent once more, and a POST never', async () => {
  for (const lose of [
    (session: Http2Session) => session.destroy(),
    (session: Http2Session) => session.goaway(2),
  ]) {
    const seen: string[] = [];
    const adapter = createNodeAdapter({ ca: trust.ca });
    const server = await startHttp2(trust.identity, (request, response) => {
      seen.push(request.method);
      if (seen.length === 1 || server.sessions.length > 1) return response.end('ok');
      const session = server.sessions[0];
      if (seen.length === 4 && session !== undefined) lose(session);
      return undefined;
    });
    await exchange(adapter, wire(server.url, { http2: true }));
    const methods = ['POST', 'GET', 'POST'];
    const outcomes = await Promise.all(
      methods.map(method =>
        exchange(
          adapter,
          wire(server.url, { http2: true, method, body: method === 'POST' ? Buffer.from('x') : undefined }),
        ),
      ),
    );
    assert.equal(
      outcomes.map(({ failed, body }) => failed ?? body),
      ['reset', 'ok', 'reset'],
    );
    assert.equal(seen.filter(method => method === 'POST').length, 2);
    assert.equal(seen.filter(method => method === 'GET').length, 3);
    await adapter.close();
    await server.close();
  }
});

test('when a session is lost that never answered, nothing is sent once more', async () => {
  const seen: string[] = [];
  const adapter = createNodeAdapter({ ca: trust.ca });
  const server = await startHttp2(trust.identity, (request, response) => {
    seen.push(request.method);
    if (server.sessions.length > 1) response.end('ok');
    else if (seen.length === 3) server.sessions[0]?.destroy();
  });
  const all = [1, 2, 3].map(() => exchange(adapter, wire(server.url, { http2: true })));
  const outcomes = await Promise.all(all);
  assert.equal(
    outcomes.map(({ failed, body }) => failed ?? body),
    ['reset', 'reset', 'reset'],
  );
  assert.equal(seen, ['GET', 'GET', 'GET']);
  await adapter.close();
  await server.close();
});

test.run();
