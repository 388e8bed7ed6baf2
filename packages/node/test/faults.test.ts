import type { Socket } from 'node:net';
import zlib from 'node:zlib';
import * as assert from 'uvu/assert';
import { suite } from '../../../scripts/testing/suite.ts';
import { createNodeAdapter } from '../src/adapter.ts';
import { exchange, wire } from './support/exchange.ts';
import type { Hooks, Outcome } from './support/exchange.ts';
import { startRaw } from './support/servers.ts';

const test = suite('node: servers that misbehave');
const adapter = createNodeAdapter();
test.after(() => adapter.close());

/** One GET to a server that answers so. */
async function getFrom(answer: (socket: Socket) => unknown, hooks?: Hooks): Promise<Outcome> {
  const raw = await startRaw(async ({ socket, next }) => {
    await next();
    answer(socket);
  });
  try {
    return await exchange(adapter, wire(`http://127.0.0.1:${raw.port}/`), hooks);
  } finally {
    await raw.close();
  }
}

/** Writes, and resets the connection once the bytes are out. */
const andReset = (bytes: string | Buffer) => (socket: Socket) => {
  if (bytes.length === 0) return socket.resetAndDestroy();
  return socket.write(bytes, () => setTimeout(() => socket.resetAndDestroy(), 20));
};
const andEnd = (bytes: string | Buffer) => (socket: Socket) => socket.end(bytes);
const andStay = (bytes: string | Buffer) => (socket: Socket) => socket.write(bytes);

const head = 'HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\n';
const chunked = 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n';

test('a connection closed or reset before or inside the head is a reset', async () => {
  for (const bytes of ['', 'H', 'HTTP/1.1 200 O', 'HTTP/1.1 200 OK\r\ncontent-le', head.slice(0, -1)]) {
    for (const way of [andReset, andEnd]) {
      const { failed, heads } = await getFrom(way(bytes));
      assert.equal([failed, heads], ['reset', []], `${way === andEnd ? 'end' : 'reset'} after ${bytes}`);
    }
  }
});

test('a body cut short at any byte is a reset, by FIN and by RST, sized and chunked', async () => {
  const bodies = [
    [head, 'hello'],
    [chunked, '3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n'],
  ] as const;
  for (const [start, body] of bodies) {
    for (let length = 0; length < body.length; length += 1) {
      for (const way of [andReset, andEnd]) {
        const { failed, heads } = await getFrom(way(start + body.slice(0, length)));
        assert.equal(
          [failed, heads.length],
          ['reset', 1],
          `${way === andEnd ? 'end' : 'reset'} at ${length}`,
        );
      }
    }
  }
});

test('a body without a length ends where the connection is closed', async () => {
  const { body, failed } = await getFrom(andEnd('HTTP/1.1 200 OK\r\n\r\nhello'));
  assert.equal([body, failed], ['hello', undefined]);
});

test('a content-length that is too long is a reset; one too short ends the body there', async () => {
  assert.is((await getFrom(andEnd('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nhello'))).failed, 'reset');
  const { body, failed } = await getFrom(andStay('HTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\nhello'));
  assert.equal([body, failed], ['hel', undefined]);
});

test('what is not HTTP, broken framing, and a 100 or 101 that nobody asked for are protocol failures', async () => {
  const answers = [
    'not HTTP at all\r\n\r\n',
    'SSH-2.0-OpenSSH_9.2\r\n',
    'HTTP/1.1 200 OK\r\nno colon\r\n\r\n',
    'HTTP/1.1 200 OK\r\ncontent-length: five\r\n\r\nhello',
    'HTTP/1.1 200 OK\r\ncontent-length: 5\r\ncontent-length: 6\r\n\r\nhello',
    'HTTP/1.1 200 OK\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\nhello',
    `${chunked}zz\r\nhello\r\n0\r\n\r\n`,
    `${chunked}3\r\nhello\r\n0\r\n\r\n`,
    'HTTP/1.1 100 Continue\r\n\r\n',
    'HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n',
  ];
  for (const answer of answers) assert.is((await getFrom(andStay(answer))).failed, 'protocol', answer);
});

test('a head of 64 KiB passes; one of 300 KiB, and one that never ends, are too big', async () => {
  const big = (size: number): string =>
    `HTTP/1.1 200 OK\r\nx-big: ${'b'.repeat(size)}\r\ncontent-length: 2\r\n\r\nok`;
  const { heads, failed } = await getFrom(andStay(big(65_536)));
  assert.equal([heads[0]?.headers[0]?.[1].length, failed], [65_536, undefined]);
  assert.is((await getFrom(andStay(big(300_000)))).failed, 'head-size');

  const endless = await getFrom(socket => {
    socket.write('HTTP/1.1 200 OK\r\n');
    const more = (): unknown => socket.destroyed || socket.write(`x-more: ${'b'.repeat(1000)}\r\n`, more);
    more();
  });
  assert.is(endless.failed, 'head-size');
});

test('a body that never ends is heard until it is given up; then the server sees the connection close', async () => {
  let closed: (() => void) | undefined;
  const isClosed = new Promise<void>(resolve => (closed = resolve));
  let cancel: (() => void) | undefined;
  let chunks = 0;
  const { failed } = await getFrom(
    socket => {
      socket.once('close', () => closed?.());
      socket.write(chunked);
      const more = (): unknown =>
        socket.destroyed || socket.write('5\r\nhello\r\n', () => setImmediate(more));
      more();
    },
    {
      onCancel: given => (cancel = given),
      chunk: () => {
        chunks += 1;
        if (chunks === 3) cancel?.();
      },
    },
  );
  assert.is(failed, 'abort');
  await isClosed;
});

test('broken and truncated codings are encoding failures; a cut transfer is a reset', async () => {
  const text = 'hello '.repeat(1000);
  const packed = {
    gzip: zlib.gzipSync(text),
    deflate: zlib.deflateSync(text),
    br: zlib.brotliCompressSync(text),
  };
  for (const [coding, bytes] of Object.entries(packed)) {
    const answer = (body: Buffer, length = body.length): Buffer =>
      Buffer.concat([
        Buffer.from(`HTTP/1.1 200 OK\r\ncontent-encoding: ${coding}\r\ncontent-length: ${length}\r\n\r\n`),
        body,
      ]);
    const half = bytes.subarray(0, bytes.length >> 1);
    const junk = Buffer.from('this is not compressed at all, not in any way');
    assert.is((await getFrom(andStay(answer(junk)))).failed, 'encoding', `${coding}: junk`);
    assert.is((await getFrom(andStay(answer(half)))).failed, 'encoding', `${coding}: half`);
    assert.is((await getFrom(andEnd(answer(half, bytes.length)))).failed, 'reset', `${coding}: cut`);
    const whole = await getFrom(andStay(answer(bytes)));
    assert.equal([whole.body, whole.failed], [text, undefined], coding);
  }
});

test.run();
