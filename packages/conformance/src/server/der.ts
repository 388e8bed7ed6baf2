/** DER: a tag, the length, the content. */
export function der(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  const bytes: number[] = [];
  for (let rest = content.length; rest > 0; rest >>= 8) bytes.unshift(rest & 255);
  const length = content.length < 128 ? [content.length] : [128 + bytes.length, ...bytes];
  return Buffer.concat([Buffer.from([tag, ...length]), content]);
}

/** SEQUENCE. */
export const sequence = (...parts: readonly Uint8Array[]): Buffer => der(0x30, ...parts);

/** OBJECT IDENTIFIER, from its dotted form. */
export function oid(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  const groups = [first * 40 + second, ...rest].map(number => {
    const bytes = [number & 127];
    for (let left = number >> 7; left > 0; left >>= 7) bytes.unshift((left & 127) | 128);
    return Buffer.from(bytes);
  });
  return der(0x06, ...groups);
}

/** INTEGER, of bytes that are taken as positive. */
export function integer(bytes: Uint8Array): Buffer {
  return der(0x02, (bytes[0] ?? 0) > 127 ? Buffer.concat([Buffer.from([0]), bytes]) : bytes);
}

/** BIT STRING without unused bits. */
export const bits = (bytes: Uint8Array): Buffer => der(0x03, Buffer.from([0]), bytes);

/** UTCTime. */
export function time(date: Date): Buffer {
  return der(
    0x17,
    Buffer.from(
      `${date
        .toISOString()
        .replace(/[-:T]|\.\d+/g, '')
        .slice(2, -1)}Z`,
    ),
  );
}
