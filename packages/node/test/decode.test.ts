import zlib from 'node:zlib';
import * as assert from 'uvu/assert';
import { suite } from '../../../scripts/testing/suite.ts';
import { getFrom } from './support/decoding.ts';

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

test.run();
