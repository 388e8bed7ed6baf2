/** A body's bytes as one piece, in memory of their own. */
function join(chunks: readonly Uint8Array[], size: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.byteLength;
  }
  return whole;
}

/** Exactly these bytes, sharing memory with nothing (SPEC response/arraybuffer, task/chunks). */
export function toArrayBuffer(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}

let decoder: TextDecoder | undefined;

function toText(chunks: readonly Uint8Array[], size: number): string {
  decoder = decoder || new TextDecoder();
  return decoder.decode(chunks.length === 1 ? chunks[0] : join(chunks, size));
}

/** A body of `size` bytes as `data`; copied once at most (SPEC response/json, /text, /arraybuffer, /empty). */
export function parse(
  chunks: readonly Uint8Array[],
  size: number,
  isBinary: boolean,
  parsesJson: boolean,
): unknown {
  if (isBinary) return join(chunks, size).buffer;
  const text = toText(chunks, size);
  if (!parsesJson || !text) return text;
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON: the text is the result (SPEC response/json).
    return text;
  }
}
