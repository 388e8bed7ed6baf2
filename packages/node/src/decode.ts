import { Transform } from 'node:stream';
import zlib from 'node:zlib';

/** Where decoded bytes go. */
export interface Decoded {
  onBytes(bytes: Uint8Array): void;
  onEnd(): void;
  /** The bytes are not what the coding says, or too few. */
  onBroken(error: Error): void;
  /** After a `write` that returned false: more may be written. */
  onDrain(): void;
}

type MakeDecoder = (first: Uint8Array) => Transform;

const mostCodings = 5;

const decoders = new Map<string, MakeDecoder>([
  ['gzip', () => zlib.createGunzip()],
  ['x-gzip', () => zlib.createGunzip()],
  // Two formats go by this name.
  ['deflate', first => (isZlib(first) ? zlib.createInflate() : zlib.createInflateRaw())],
  ['br', () => zlib.createBrotliDecompress()],
  ...zstd(),
]);

/**
 * The codings to undo, outermost first, of a `content-encoding` header (SPEC response/content-encoding). None if one of them
 * is unknown: then the bytes pass as they are, as `fetch` does it. undefined: too many.
 */
export function codingsOf(header: string | undefined): readonly string[] | undefined {
  if (header === undefined) return [];
  const codings = header
    .toLowerCase()
    .split(',')
    .map(coding => coding.trim())
    .filter(coding => coding !== '' && coding !== 'identity');
  if (codings.length > mostCodings) return undefined;
  return codings.every(coding => decoders.has(coding)) ? codings.reverse() : [];
}

/** Undoes codings, chunk by chunk. Made when the first byte of a body has come: an empty body is decoded to nothing. */
export class Decoder {
  readonly #stages: Transform[] = [];
  readonly #out: Decoded;

  constructor(codings: readonly string[], first: Uint8Array, out: Decoded) {
    this.#out = out;
    this.#add(codings, first);
  }

  /** False: wait for `onDrain`. */
  write(bytes: Uint8Array): boolean {
    return this.#stages[0]?.write(bytes) ?? true;
  }

  end(): void {
    this.#stages[0]?.end();
  }

  /** Nothing more is wanted. */
  stop(): void {
    for (const stage of this.#stages) stage.destroy();
  }

  /** The next stage, which is made from the first bytes that reach it. */
  #add([coding = '', ...rest]: readonly string[], first: Uint8Array): void {
    const out = this.#out;
    const stage = decoders.get(coding)?.(first);
    if (stage === undefined) return;
    const before = this.#stages.at(-1);
    const index = this.#stages.push(stage);
    stage.on('error', error => {
      this.stop();
      out.onBroken(error);
    });
    stage.on('drain', () => {
      if (before === undefined) out.onDrain();
      else before.resume();
    });
    if (rest.length === 0) {
      stage.on('data', (bytes: Buffer) => {
        out.onBytes(bytes);
      });
      stage.on('end', () => {
        out.onEnd();
      });
      return;
    }
    stage.on('data', (bytes: Buffer) => {
      if (this.#stages.length === index) this.#add(rest, bytes);
      if (this.#stages[index]?.write(bytes) === false) stage.pause();
    });
    stage.on('end', () => {
      const next = this.#stages[index];
      if (next === undefined) out.onEnd();
      else next.end();
    });
  }
}

/** A zlib header names method 8 and is a multiple of 31 (RFC 1950); anything else is raw deflate. */
function isZlib(first: Uint8Array): boolean {
  const [method = 0, flags] = first;
  return (method & 0x0f) === 8 && (flags === undefined || ((method << 8) | flags) % 31 === 0);
}

/** From Node 22.15 on; older types do not know it. */
function zstd(): [string, MakeDecoder][] {
  const create: unknown = Reflect.get(zlib, 'createZstdDecompress');
  if (typeof create !== 'function') return [];
  const make = (): Transform => {
    const stage: unknown = Reflect.apply(create, zlib, []);
    if (stage instanceof Transform) return stage;
    throw new Error('zstd is not there after all');
  };
  return [['zstd', make]];
}
