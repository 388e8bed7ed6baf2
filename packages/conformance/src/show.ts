/** Whether this is an ArrayBuffer: one of another realm too, for a container may make its own. */
export function isBuffer(value: unknown): value is ArrayBuffer {
  return Object.prototype.toString.call(value) === '[object ArrayBuffer]';
}

/** The bytes of a buffer in hex. */
export function hex(buffer: ArrayBuffer | Uint8Array): string {
  const bytes = isBuffer(buffer) ? new Uint8Array(buffer) : buffer;
  let out = '';
  for (const byte of bytes) out += byte.toString(16).padStart(2, '0');
  return out;
}

/** The bytes that a text in hex stands for. */
export function unhex(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length / 2);
  for (let i = 0; i < bytes.length; i++) bytes[i] = parseInt(text.slice(2 * i, 2 * i + 2), 16);
  return bytes;
}

function isPlain(value: object): boolean {
  const proto: unknown = Object.getPrototypeOf(value);
  return proto === null || Object.prototype.toString.call(value) === '[object Object]';
}

function showObject(value: object, depth: number): string {
  if (isBuffer(value)) return `ArrayBuffer(${String(value.byteLength)}) <${hex(value.slice(0, 32))}>`;
  if (ArrayBuffer.isView(value))
    return `${Object.prototype.toString.call(value).slice(8, -1)}(${String(value.byteLength)})`;
  if (value instanceof Error) return `${value.name}: ${value.message}`;
  if (depth > 4) return '…';
  if (Array.isArray(value)) return `[${value.map((item: unknown) => show(item, depth + 1)).join(', ')}]`;
  const kind = isPlain(value) ? '' : `${Object.prototype.toString.call(value).slice(8, -1)} `;
  const entries = Object.entries(value).map(([key, item]: [string, unknown]) => {
    return `${/^\w+$/.test(key) ? key : JSON.stringify(key)}: ${show(item, depth + 1)}`;
  });
  return entries.length === 0 ? `${kind}{}` : `${kind}{ ${entries.join(', ')} }`;
}

/** A value as a reader wants to see it in a report: short, whole, and the same in every runtime. */
export function show(value: unknown, depth = 0): string {
  if (typeof value === 'string') {
    return value.length > 400
      ? `${JSON.stringify(value.slice(0, 400))}… (${String(value.length)})`
      : JSON.stringify(value);
  }
  if (typeof value === 'function') return value.name === '' ? 'a function' : `function ${value.name}`;
  if (typeof value === 'bigint') return `${String(value)}n`;
  if (Object.is(value, -0)) return '-0';
  return typeof value === 'object' && value !== null ? showObject(value, depth) : String(value);
}
