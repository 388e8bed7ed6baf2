import type { Bytes, Coding } from '../script.ts';
import { promisify } from 'node:util';
import { brotliCompressSync, constants, createGzip, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';

const encoders: Readonly<Record<Coding, (bytes: Uint8Array) => Uint8Array>> = {
  gzip: bytes => gzipSync(bytes),
  deflate: bytes => deflateSync(bytes),
  'deflate-raw': bytes => deflateRawSync(bytes),
  br: bytes => brotliCompressSync(bytes),
};

/** The bytes that a step names. */
export function bytesOf(bytes: Bytes): Uint8Array {
  if ('text' in bytes) return Buffer.from(bytes.text);
  return 'hex' in bytes ? Buffer.from(bytes.hex, 'hex') : Buffer.alloc(bytes.fill, 'x');
}

/** Applies the codings in order. */
export function encode(bytes: Uint8Array, codings: readonly Coding[]): Uint8Array {
  return codings.reduce((sofar, coding) => encoders[coding](sofar), bytes);
}

/** One gzip stream, a piece at a time: each result decodes to its piece as soon as it has arrived. */
export async function* gzipPieces(pieces: readonly string[]): AsyncGenerator<Uint8Array> {
  const gzip = createGzip();
  const flush = promisify((done: () => void) => {
    gzip.flush(constants.Z_SYNC_FLUSH, done);
  });
  const read = (): Uint8Array => {
    const bytes: unknown = gzip.read();
    return bytes instanceof Uint8Array ? bytes : new Uint8Array(0);
  };
  for (const piece of pieces) {
    gzip.write(piece);
    await flush();
    yield read();
  }
  const rest: Uint8Array[] = [];
  gzip.on('data', (bytes: Uint8Array) => rest.push(bytes));
  await new Promise(resolve => gzip.end().on('end', resolve));
  yield Buffer.concat(rest);
}
