const plainName = /^[A-Za-z_$][\w$]*$/;
const lineWidth = 72;

/** A JSON value (or undefined) as one writes it in JavaScript: single quotes, bare names, short things on one line. */
export function literal(value: unknown, indent = ''): string {
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'number') return Object.is(value, -0) ? '-0' : String(value);
  if (typeof value !== 'object' || value === null) return String(value);
  const inner = `${indent}  `;
  const isList = Array.isArray(value);
  const parts = isList
    ? value.map(item => literal(item, inner))
    : Object.entries(value).map(([name, item]) => `${nameOf(name)}: ${literal(item, inner)}`);
  const [open, close] = isList ? ['[', ']'] : ['{', '}'];
  if (parts.length === 0) return open + close;
  const short = isList ? `[${parts.join(', ')}]` : `{ ${parts.join(', ')} }`;
  if (indent.length + short.length <= lineWidth && !short.includes('\n')) return short;
  return `${open}\n${parts.map(part => `${inner}${part},\n`).join('')}${indent}${close}`;
}

// Written bare or quoted, `__proto__` would set the prototype.
function nameOf(name: string): string {
  if (name === '__proto__') return `['__proto__']`;
  return plainName.test(name) ? name : quoted(name);
}

// JSON escapes what a string may not hold; what is left is which quotes are around it.
function quoted(text: string): string {
  const inside = JSON.stringify(text)
    .slice(1, -1)
    .replaceAll('\\"', '"')
    .replaceAll("'", "\\'")
    .replace(/[\u2028\u2029]/g, c => (c === '\u2028' ? '\\u2028' : '\\u2029'));
  return `'${inside}'`;
}
