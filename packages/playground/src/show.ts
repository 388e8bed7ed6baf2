const shownBytes = 24;

/** Bytes in hex, the first few. */
export function hexOf(buffer: ArrayBuffer, most: number = shownBytes): string {
  const bytes = new Uint8Array(buffer);
  const pairs = [...bytes.subarray(0, most)].map(byte => byte.toString(16).padStart(2, '0'));
  return pairs.join(' ') + (bytes.length > most ? ' …' : '');
}

/** What `data` is, as text for people: JSON over several lines, a string as it is, bytes in hex. */
export function dataText(data: unknown): string {
  if (data instanceof ArrayBuffer) return hexLines(data);
  if (typeof data === 'string') return data;
  return JSON.stringify(data, null, 2);
}

/** What `data` is, in a word. */
export function dataType(data: unknown): string {
  if (data instanceof ArrayBuffer) return `ArrayBuffer, ${String(data.byteLength)} bytes`;
  if (data === '') return "''";
  if (Array.isArray(data)) return 'array';
  return data === null ? 'null' : typeof data;
}

const rowBytes = 16;
const mostRows = 64;

function hexLines(buffer: ArrayBuffer): string {
  const bytes = new Uint8Array(buffer);
  const count = Math.min(mostRows, Math.ceil(bytes.length / rowBytes));
  const rows = Array.from({ length: count }, (_, i) => {
    const row = bytes.subarray(i * rowBytes, (i + 1) * rowBytes);
    const hex = [...row].map(byte => byte.toString(16).padStart(2, '0')).join(' ');
    const text = [...row].map(byte => (byte > 31 && byte < 127 ? String.fromCharCode(byte) : '·')).join('');
    return `${(i * rowBytes).toString(16).padStart(4, '0')}  ${hex.padEnd(rowBytes * 3)} ${text}`;
  });
  return [...rows, ...(bytes.length > count * rowBytes ? ['…'] : [])].join('\n');
}

/** What an exception says. */
export function causeText(cause: unknown): string | undefined {
  if (cause === undefined) return undefined;
  return cause instanceof Error ? `${cause.name}: ${cause.message}` : typeof cause;
}
