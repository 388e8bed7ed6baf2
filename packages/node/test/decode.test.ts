import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import http from 'node:http';
import zlib from 'node:zlib';
import * as assert from 'uvu/assert';
import type { Sink } from '@wxreq/core';
import { suite } from '../../../scripts/testing/suite.ts';
import { createNodeAdapter } from '../src/adapter.ts';
import { Body } from '../src/body.ts';
import { Decoder } from '../src/decode.ts';
import type { Dispatcher } from '../src/undici.ts';
import { exchange, wire } from './support/exchange.ts';
import type { Hooks, Outcome } from './support/exchange.ts';
import { start } from './support/servers.ts';

const test = suite('node: content codings');
const text = 'a text that is worth packing, '.repeat(2000);

const pack: Record<string, (bytes: Buffer) => Buffer> = {
  gzip: bytes => zlib.gzipSync(bytes),
  'x-gzip': bytes => zlib.gzipSync(bytes),
  deflate: bytes => zlib.deflateSync(bytes),
  br: bytes => zlib.brotliCompressSync(bytes),
};
const zstd: unknown = Reflect.get(zlib, 'zstdCompressSync');
if (typeof zstd === 'function') pack['zstd'] = bytes => Reflect.apply(zstd, zlib, [bytes]);

/** A GET to a server that answers so. */
async function getFrom(
  answer: (response: ServerResponse) => unknown,
  more = {},
  hooks: Hooks = {},
): Promise<Outcome> {
  const server = await start(http.createServer((_, response) => void answer(response)));
  const adapter = createNodeAdapter();
  try {
    return await exchange(adapter, wire(`http://127.0.0.1:${server.port}/`, more), hooks);
  } finally {
    await adapter.close();
    await server.close();
  }
}

const packed = (codings: string[], bytes = Buffer.from(text)): Buffer =>
  codings.reduce<Buffer>((inner, coding) => pack[coding]?.(inner) ?? inner, bytes);

/** What arrives of a body with this header. */
async function decoded(header: string, bytes: Buffer, status = 200): Promise<string> {
  const { failed, body } = await getFrom(response =>
    response.writeHead(status, { 'content-encoding': header }).end(bytes),
  );
  return failed ?? body;
}

test('each coding is undone, whatever the status and however it is spelled', async () => {
  for (const coding of Object.keys(pack)) {
    assert.is(await decoded(coding, packed([coding])), text, coding);
    assert.is(await decoded(` ${coding.toUpperCase()} `, packed([coding]), 404), text, coding);
  }
});

test('deflate is the zlib format or raw', async () => {
  assert.is(await decoded('deflate', zlib.deflateRawSync(text)), text);
  // Raw, though it begins as zlib's format might: with a multiple of 31, or with a method of 8 in bits that mean nothing here.
  const isMultiple = (bytes: Buffer): boolean => bytes.readUInt16BE() % 31 === 0;
  const numbers = Array.from({ length: 500 }, (_, index) => `${index} is a number`);
  const alike = numbers.filter(number => isMultiple(zlib.deflateRawSync(number)));
  assert.ok(alike.length > 0);
  for (const number of alike) assert.is(await decoded('deflate', zlib.deflateRawSync(number)), number);
  const stored = Buffer.from('7805 00fa ff68 656c 6c6f 0100 00ff ff'.replaceAll(' ', ''), 'hex');
  assert.is(await decoded('deflate', stored), 'hello');
});

test('several codings are undone in order, up to five', async () => {
  assert.is(await decoded('gzip, br', packed(['gzip', 'br'])), text);
  const five = ['deflate', 'gzip', 'br', 'x-gzip', 'deflate'];
  assert.is(await decoded(five.join(','), packed(five)), text);
  assert.is(await decoded('identity, gzip,, Identity', packed(['gzip'])), text);
  assert.is(await decoded([...five, 'gzip'].join(','), packed([...five, 'gzip'])), 'encoding');
});

test('unknown codings pass through, with all around them', async () => {
  const bytes = packed(['gzip']);
  assert.is(await decoded('aws-chunked', bytes), bytes.toString('latin1'));
  assert.is(await decoded('secret, gzip', bytes), bytes.toString('latin1'));
  assert.is(await decoded('identity', bytes), bytes.toString('latin1'));
  assert.is(await decoded('', bytes), bytes.toString('latin1'));
});

test('a body of nothing is nothing, and so is one that cannot be', async () => {
  assert.is(await decoded('gzip', Buffer.alloc(0)), '');
  assert.is(await decoded('gzip, br', packed(['br'], Buffer.alloc(0))), '');
  assert.is(await decoded('br, gzip', packed(['gzip'], Buffer.alloc(0))), '');
  for (const coding of ['gzip', Array(6).fill('gzip').join()]) {
    for (const status of [204, 304]) assert.is(await decoded(coding, Buffer.alloc(0), status), '');
    const head = await getFrom(response => response.writeHead(200, { 'content-encoding': coding }).end(), {
      method: 'HEAD',
    });
    assert.equal([head.failed, head.body], [undefined, '']);
  }
});

test('decoded bytes come as the packed ones do, chunk by chunk', async () => {
  let goOn: (() => void) | undefined;
  const outcome = await getFrom(
    response => {
      const gzip = zlib.createGzip();
      gzip.pipe(response.writeHead(200, { 'content-encoding': 'gzip' }));
      gzip.write('first');
      gzip.flush();
      goOn = () => gzip.end('second');
    },
    {},
    { chunk: bytes => String(bytes) === 'first' && goOn?.() },
  );
  assert.equal(outcome.chunks.map(String), ['first', 'second']);
});

test('a small body that unpacks to much arrives whole', async () => {
  const zeros = Buffer.alloc(16 << 20);
  const bytes = zlib.gzipSync(zlib.gzipSync(zeros));
  const { chunks } = await getFrom(response =>
    response.writeHead(200, { 'content-encoding': 'gzip, gzip' }).end(bytes),
  );
  assert.is(Buffer.concat(chunks).equals(zeros), true);
});

test('received bytes are counted as they came', async () => {
  const bytes = packed(['gzip']);
  const { profile } = await getFrom(response =>
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(bytes),
  );
  assert.is(profile?.receivedBytedCount, bytes.length);
});

test('what cannot be decoded is not waited for: the connection is closed', async () => {
  let closed: Promise<unknown> | undefined;
  const server = await start(
    http.createServer((_, response) => {
      closed = once(response, 'close');
      response.writeHead(200, { 'content-encoding': 'gzip' }).write('not gzip, and without an end');
    }),
  );
  const adapter = createNodeAdapter();
  const { failed } = await exchange(adapter, wire(`http://127.0.0.1:${server.port}/`));
  assert.is(failed, 'encoding');
  await closed;
  await adapter.close();
  await server.close();
});

test('the network waits while a decoder has enough to do', async () => {
  // Random bytes: gzip makes them no shorter.
  const bytes = zlib.gzipSync(randomBytes(256 * 1024));
  const calls: string[] = [];
  let received = 0;
  const sink = { chunk: (chunk: Uint8Array) => (received += chunk.length) } as unknown as Sink;
  await new Promise<void>((onBody, onBodyBroken) => {
    const controller = {
      pause: () => calls.push('pause'),
      resume: () => {
        calls.push('resume');
        body.end();
      },
    } as unknown as Dispatcher.DispatchController;
    const body = new Body(sink, controller, ['gzip'], { onBody, onBodyBroken });
    body.read(bytes);
  });
  assert.equal([received, calls], [256 * 1024, ['pause', 'resume']]);
});

test('a coding waits while the one within it has enough to do', async () => {
  // Few bytes outside, some more within, and a lot in the end: the inner coding is the slow one.
  const inner = zlib.gzipSync(Buffer.alloc(64 << 20));
  let received = 0;
  const { failed } = await getFrom(
    response => response.writeHead(200, { 'content-encoding': 'gzip, gzip' }).end(zlib.gzipSync(inner)),
    {},
    { chunk: bytes => void (received += bytes.length) },
  );
  assert.equal([failed, received], [undefined, 64 << 20]);
});

test('what is broken is told once, and nothing of it is decoded any more', async () => {
  const told: string[] = [];
  const outer = zlib.gzipSync(randomBytes(4096));
  const decoder = await new Promise<Decoder>(resolve => {
    const made: Decoder = new Decoder(['gzip', 'gzip'], outer, {
      onBytes: bytes => told.push(`${bytes.length} bytes`),
      onEnd: () => told.push('end'),
      onBroken: () => {
        told.push('broken');
        resolve(made);
      },
      onDrain: () => undefined,
    });
    made.write(outer.subarray(0, 1024));
  });
  assert.is(decoder.write(outer.subarray(1024, 1025)), false);
  assert.equal(told, ['broken']);
});

test('giving up while decoding ends it', async () => {
  let cancel: (() => void) | undefined;
  let chunks = 0;
  const { failed } = await getFrom(
    response =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(zlib.gzipSync(Buffer.alloc(8 << 20))),
    {},
    {
      onCancel: given => (cancel = given),
      chunk: () => {
        chunks += 1;
        cancel?.();
      },
    },
  );
  assert.equal([failed, chunks], ['abort', 1]);
});

test.run();
