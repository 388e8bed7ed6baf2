import http from 'node:http';
import type { ServerResponse } from 'node:http';
import * as assert from 'uvu/assert';
import { createRequest } from '../dist/index.js';
import { suite } from '../../../scripts/testing/suite.ts';
import { start } from './support/servers.ts';

const test = suite('node: soak', { deadlineMs: 200_000 });
const total = 20_000;
const atOnce = 100;

/** The same sequence in every run. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return below => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Another origin, for redirects. */
let other = '';

const answers: readonly ((response: ServerResponse) => unknown)[] = [
  response => response.end('{"ok":true}'),
  response => response.end(Buffer.alloc(100_000)),
  response => response.writeHead(404).end('no'),
  response => response.writeHead(302, { location: '/0' }).end('there'),
  response => response.writeHead(307, { location: `${other}/0` }).end('elsewhere'),
  response => response.writeHead(307, { location: `${other}/3` }).end(Buffer.alloc(100_000)),
  response => response.end('ok', () => response.socket?.end()), // as the connection is used again
  response => response.socket?.destroy(), // before the head
  response => response.socket?.resetAndDestroy(),
  response =>
    response.writeHead(200, { 'content-length': '9' }).write('cut', () => response.socket?.destroy()),
  response => response.socket?.end('not HTTP\r\n\r\n'),
  response => response.writeHead(200, { 'content-encoding': 'gzip' }).end('not gzip'),
  response => setTimeout(() => response.end('late'), 200),
  response => response.writeHead(200).write('never ends'),
];

const neverEnds = answers.length - 1;

test(`${total} requests with random aborts, timeouts and faults: each ends once, and nothing is left`, async () => {
  const random = randomFrom(20_261_122);
  const [server, second] = await Promise.all(
    [1, 2].map(() =>
      start(
        http.createServer((request, response) =>
          answers[Number.parseInt(request.url?.slice(1) ?? '', 10)]?.(response),
        ),
      ),
    ),
  );
  if (server === undefined || second === undefined) throw new Error('no server');
  other = `http://127.0.0.1:${second.port}`;
  const onCallbackError = (error: unknown): void => assert.unreachable(String(error));
  const request = createRequest({ onCallbackError });
  const limited = createRequest({ onCallbackError, connections: 8 });
  const listeners = process.eventNames().map(name => [name, process.listenerCount(name)]);
  const resources = (): string[] =>
    process.getActiveResourcesInfo().filter(name => name !== 'TCPSocketWrap' && name !== 'Immediate');
  const held = resources();
  // What is held now beyond that; what the runner itself held then, and has let go of, does not matter.
  const extra = (): string[] =>
    held.reduce((left, name) => left.filter((_, at) => at !== left.indexOf(name)), resources());
  const endings = new Map<string, number>();

  const one = (): Promise<number> =>
    new Promise(resolve => {
      let ends = 0;
      let wait: NodeJS.Timeout | undefined;
      const route = random(answers.length);
      const task = (random(4) === 0 ? limited : request)({
        url: `http://127.0.0.1:${server.port}/${route}`,
        method: random(3) === 0 ? 'POST' : 'GET',
        data: { a: 1 },
        // Short where it is meant to pass, long elsewhere: a busy machine makes no other endings than an idle one.
        timeout: random(20) === 0 || route === neverEnds ? 1 + random(50) : 60_000,
        enableProfile: random(2) === 0,
        complete: ({ errMsg }) => {
          ends += 1;
          clearTimeout(wait);
          endings.set(errMsg, (endings.get(errMsg) ?? 0) + 1);
          setImmediate(() => resolve(ends));
        },
      });
      const how = random(8);
      if (how === 0) task.abort();
      if (how === 1) task.onHeadersReceived(() => task.abort());
      if (how === 2) task.onChunkReceived(() => task.abort());
      if (how === 3) wait = setTimeout(() => task.abort(), random(20));
    });

  let left = total;
  const worker = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      assert.is(await one(), 1);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));

  assert.is(
    [...endings.values()].reduce((sum, count) => sum + count, 0),
    total,
  );
  for (const ending of ['request:ok', 'request:fail abort', 'request:fail timeout']) {
    assert.ok((endings.get(ending) ?? 0) > 100, JSON.stringify([...endings]));
  }
  await Promise.all([request.close(), limited.close()]);
  while (server.sockets.size + second.sockets.size > 0) await new Promise(resolve => setImmediate(resolve));
  // The server's late answers are timers too.
  while (extra().length > 0) await new Promise(resolve => setTimeout(resolve, 10));
  assert.equal(
    process.eventNames().map(name => [name, process.listenerCount(name)]),
    listeners,
  );
  await Promise.all([server.close(), second.close()]);
});

test.run();
