import zlib from 'node:zlib';

const brotli = { flush: zlib.constants.BROTLI_OPERATION_FLUSH, end: zlib.constants.BROTLI_OPERATION_FINISH };
const inflate = { flush: zlib.constants.Z_SYNC_FLUSH, end: zlib.constants.Z_FINISH };

function decodeOne(coding: string, bytes: Uint8Array, last: boolean): Uint8Array {
  if (bytes.length === 0) return bytes;
  const when = last ? ('end' as const) : ('flush' as const);
  if (coding === 'br') return zlib.brotliDecompressSync(bytes, { finishFlush: brotli[when] });
  const options = { finishFlush: inflate[when] };
  if (coding === 'deflate' && ((bytes[0] ?? 0) & 15) !== 8) return zlib.inflateRawSync(bytes, options);
  return coding === 'deflate' ? zlib.inflateSync(bytes, options) : zlib.gunzipSync(bytes, options);
}

/** Undoes content codings: `push` gives what can be decoded so far and has not been given before. Slow and simple. */
export function decoder(contentEncoding: string): { push(bytes: Uint8Array, last: boolean): Uint8Array } {
  const codings = contentEncoding
    .split(',')
    .map(name => name.trim().toLowerCase())
    .filter(name => name !== '' && name !== 'identity')
    .reverse();
  const known = codings.every(name => ['gzip', 'x-gzip', 'deflate', 'br'].includes(name));
  if (codings.length > 5) throw new Error('too many codings');
  let all = Buffer.alloc(0);
  let given = 0;
  return {
    push: (bytes, last) => {
      if (!known || codings.length === 0) return bytes;
      all = Buffer.concat([all, bytes]);
      const out = codings.reduce<Uint8Array>((sofar, coding) => decodeOne(coding, sofar, last), all);
      const fresh = out.slice(given);
      given = out.length;
      return fresh;
    },
  };
}
