import http2 from 'node:http2';
import https from 'node:https';
import * as assert from 'uvu/assert';
import { suite } from '../../../scripts/testing/suite.ts';
import { createNodeAdapter } from '../src/adapter.ts';
import { exchange, wire } from './support/exchange.ts';
import { start } from './support/servers.ts';
import { makeTrust } from './support/trust.ts';
import type { Trust } from './support/trust.ts';

const test = suite('node: opening HTTP/2');
let trust: Trust;

test.before(async () => {
  trust = await makeTrust();
});

test('what is given up while the shared connection is being opened is never sent on it', async () => {
  const seen: (string | undefined)[] = [];
  const server = http2.createSecureServer(trust.identity, (request, response) => {
    seen.push(request.url);
    response.end('ok');
  });
  const { port, close } = await start(server);
  const adapter = createNodeAdapter({ ca: trust.ca });
  const at = (path: string) => wire(`https://localhost:${port}${path}`, { http2: true });
  const [gone, stays] = await Promise.all([
    exchange(adapter, at('/gone'), { onCancel: cancel => process.nextTick(cancel) }),
    exchange(adapter, at('/stays')),
  ]);
  assert.equal([gone.failed, stays.body], ['abort', 'ok']);
  // On the same connection, behind whatever had been sent on it.
  assert.is((await exchange(adapter, at('/later'))).body, 'ok');
  assert.equal(seen, ['/stays', '/later']);
  await adapter.close();
  await close();
});

test('an origin that speaks no HTTP/2 is asked for it once', async () => {
  let connections = 0;
  const server = https.createServer(trust.identity, (_, response) => response.end('ok'));
  server.on('connection', () => (connections += 1));
  const { port, close } = await start(server);
  const adapter = createNodeAdapter({ ca: trust.ca });
  for (let i = 0; i < 3; i++) {
    assert.is((await exchange(adapter, wire(`https://localhost:${port}/`, { http2: true }))).body, 'ok');
  }
  assert.is(connections, 2);
  await adapter.close();
  await close();
});

test.run();
