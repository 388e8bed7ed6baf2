/** How the demo writes: plain text where colours are not wanted or would not be seen. */
import { inspect, styleText } from 'node:util';

/** Columns that are used; never more, so that lines stay easy to read. */
export const width = 80;

const isWanted = process.env.FORCE_COLOR ? process.env.FORCE_COLOR !== '0' : process.stdout.isTTY === true;
const isColourful = isWanted && !process.env.NO_COLOR && process.env.TERM !== 'dumb';

/** @typedef {Parameters<typeof styleText>[0]} Style */

/**
 * @param {Style} style
 * @param {string} text
 */
export function paint(style, text) {
  return isColourful ? styleText(style, text, { validateStream: false }) : text;
}

// Who reads only the beginning (`| head`) has closed the pipe.
process.stdout.on('error', () => process.exit());

export function print(line = '') {
  process.stdout.write(`${line}\n`);
}

/** Control characters of a stranger's could move the cursor, or worse. */
export function harmless(text) {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g, '\u00b7');
}

/** At most so many columns, on one line. */
export function clip(text, columns) {
  const line = harmless(text);
  return line.length <= columns ? line : `${line.slice(0, columns - 1)}…`;
}

/** The lines of a text that does not fit into one, broken at spaces where there are any. */
export function wrap(text, columns) {
  const lines = [];
  let rest = harmless(text);
  while (rest.length > columns) {
    const space = rest.lastIndexOf(' ', columns);
    const end = space > columns / 2 ? space : columns;
    lines.push(rest.slice(0, end));
    rest = rest.slice(end).trimStart();
  }
  return [...lines, rest];
}

/** A value as one writes it in code, on one line. */
export function shown(value) {
  if (value instanceof ArrayBuffer) return `ArrayBuffer of ${value.byteLength} bytes`;
  return inspect(value, { breakLength: Infinity, compact: true, depth: 6 });
}

/** Prints a value over as many lines as it takes, behind a label. */
export function printValue(label, value) {
  const text = inspect(value, { breakLength: width - 20, depth: 6, maxArrayLength: 40 });
  for (const [index, line] of text.split('\n').entries()) {
    print(`      ${(index === 0 ? label : '').padEnd(10)}${line}`);
  }
}

const tokens =
  /(?<dim>\/\/.*$)|(?<green>'(?:[^'\\]|\\.)*'|`(?:[^`\\]|\\.)*`)|(?<magenta>\b(?:const|new|await|true|false)\b)|(?<yellow>\b\d+\b)|(?<cyan>\b(?:request|abort|on[A-Z]\w+)(?=\())/gm;

/** Code, coloured a little. */
export function paintCode(code) {
  return code.replace(tokens, (token, ...rest) => {
    const found = Object.entries(rest.at(-1)).find(([, text]) => text !== undefined);
    return found ? paint(/** @type {Style} */ (found[0]), token) : token;
  });
}
