import http2 from 'node:http2';
import http from 'node:http';
import https from 'node:https';
import net from 'node:net';
import * as assert from 'uvu/assert';
import { suite } from '../../../scripts/testing/suite.ts';
import { startDeaf } from './support/deaf.ts';
import { runChild } from './support/run-child.ts';
import { start } from './support/servers.ts';
import { makeTrust } from './support/trust.ts';

const test = suite('node: what keeps a process alive', { deadlineMs: 90_000 });

/** A process may take its time to start on a busy machine; all that could keep it alive takes 60 s. */
const soonMs = 20_000;

const lasting = { keepAliveTimeout: 60_000 };
const answer: http.RequestListener = (_, response) => response.end('ok');

test('an idle connection does not: HTTP, TLS, HTTP/2', async () => {
  const trust = await makeTrust();
  const servers = [
    ['http', await start(http.createServer(lasting, answer))],
    ['https', await start(https.createServer({ ...trust.identity, ...lasting }, answer))],
    ['https', await start(http2.createSecureServer(trust.identity, (_, response) => response.end('ok')))],
  ] as const;
  for (const [index, [scheme, server]] of servers.entries()) {
    const flags = index === 2 ? ['h2'] : [];
    const { code, output, ms } = await runChild(['idle', `${scheme}://localhost:${server.port}/`, ...flags], {
      CA: trust.ca,
    });
    assert.equal([code, output], [0, 'request:ok']);
    assert.ok(ms < soonMs, `${index}: ${ms} ms`);
    await server.close();
  }
});

test('a request under way does', async () => {
  const server = await start(http.createServer((_, response) => setTimeout(() => response.end('ok'), 1000)));
  const { code, output } = await runChild(['pending', `http://127.0.0.1:${server.port}/`]);
  assert.equal([code, output], [0, 'request:ok']);
  await server.close();
});

test('one that was given up does not: connecting, in the handshake, waiting for the head', async () => {
  const deaf = await startDeaf();
  const silent = await start(net.createServer());
  const urls = [
    `http://127.0.0.1:${deaf.port}/`,
    `https://127.0.0.1:${silent.port}/`,
    `http://127.0.0.1:${silent.port}/`,
  ];
  for (const url of urls) {
    const { code, output, ms } = await runChild(['abort', url]);
    assert.equal([code, output], [0, 'request:fail abort'], url);
    assert.ok(ms < soonMs, `${url}: ${ms} ms`);
  }
  await silent.close();
  await deaf.close();
});

test.run();
