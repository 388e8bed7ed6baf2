/** A body's bytes as one piece. */
export function concat(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const [only] = chunks;
  if (only && chunks.length === 1) return only;
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

function toText(bytes: Uint8Array): string {
  decoder = decoder || new TextDecoder();
  return bytes.byteLength === 0 ? '' : decoder.decode(bytes);
}

/** A body as `data` (SPEC response/json, /text, /arraybuffer, /empty). */
export function parse(bytes: Uint8Array, isBinary: boolean, parsesJson: boolean): unknown {
  if (isBinary) return toArrayBuffer(bytes);
  const text = toText(bytes);
  if (!parsesJson || text === '') return text;
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON: the text is the result (SPEC response/json).
    return text;
  }
}
