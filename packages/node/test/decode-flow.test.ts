import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
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
import { start } from './support/servers.ts';
import { getFrom } from './support/decoding.ts';

const test = suite('node: the flow through a decoder');

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
