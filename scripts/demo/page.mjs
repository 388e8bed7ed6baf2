/** How the story looks. */
import { clip, paint, paintCode, print, printValue, shown, width, wrap } from './terminal.mjs';

const labelWidth = 17;
const textWidth = width - 14 - labelWidth;

/** @param {{ http: string, https: string, nobody: string }} at */
export function printOpening({ http, https, nobody }) {
  const address = (name, url, what) =>
    print(`   ${paint('cyan', name.padEnd(9))}${url.padEnd(26)}${paint('dim', what)}`);
  print();
  print(` ${paint('bold', 'wxreq')}  wx.request, outside the mini-program`);
  print();
  print(' A tea house has just opened on this machine, for you alone. Its requests are');
  print(' real, the code you read is the code that runs, and a ✓ says that all of it,');
  print(' down to what the server saw, is as SPEC.md (packages/conformance) has it.');
  print();
  address('https', https, 'its certificate was made just now');
  address('http', http, 'the same house, without the lock');
  address('nobody', nobody, 'where nobody listens');
  address('request', 'createRequest({ ca })', 'of @wxreq/node');
}

/**
 * @param {number} number
 * @param {import('./story.mjs').Scene} scene
 */
export function printScene(number, { title, tale, clauses, code }) {
  const start = ` ${String(number).padStart(2)}  ${title} `;
  const dots = '·'.repeat(Math.max(1, width - start.length - clauses.length - 1));
  print();
  print(`${paint('bold', start)}${paint('dim', `${dots} ${clauses}`)}`);
  print(`     ${tale}`);
  print();
  for (const line of sourceOf(code)) print(`     ${paint('dim', '│')} ${paintCode(line)}`.trimEnd());
  print();
}

/** The lines of a function's body, as they stand in its file. */
function sourceOf(code) {
  const text = code.toString();
  const lines = text.slice(text.indexOf('{', text.indexOf(')')) + 1, text.lastIndexOf('}')).split('\n');
  const body = lines.slice(1, -1);
  const indent = Math.min(...body.filter(line => line !== '').map(line => line.search(/\S/)));
  return body.map(line => line.slice(indent));
}

/** Prints events as they come, and what a scene says or draws. */
export function timeline({ isDrawn = false }) {
  /** @type {string[]} */
  let start = [];
  let unfinished = '';
  const row = text => {
    const [time = '', number = '', label = ''] = start;
    const head = `${paint('dim', time.padStart(10))} ${paint('magenta', number.padStart(2))} `;
    print(`${head}${paintLabel(label)}${text}`.trimEnd());
    start = [];
  };
  const draw = text => {
    const lines = (unfinished + text).split('\n');
    unfinished = lines.pop() ?? '';
    for (const line of lines) row(paint('yellow', clip(line, textWidth)));
  };
  return {
    draw,
    say: text => draw(`“${text}”\n`),
    /** @param {import('./watch.mjs').Event} event */
    note(event) {
      start = [`${event.ms.toFixed(0)} ms`, event.call.number > 1 ? `${event.call.number}` : '', event.name];
      if (isDrawn && event.name === 'chunkReceived') return;
      wrap(detailOf(event), textWidth).forEach(row);
    },
  };
}

function paintLabel(label) {
  const text = label.padEnd(labelWidth);
  if (label.startsWith('success')) return paint('green', text);
  if (label.startsWith('fail')) return paint('yellow', text);
  return paint('blue', text);
}

/** @param {import('./watch.mjs').Event} event */
function detailOf({ name, call, result }) {
  if (name === 'request') return `${call.options.method ?? 'GET'} ${call.options.url}`;
  if (name === 'headersReceived') return `${result.statusCode} ${result.header['content-type'] ?? ''}`;
  if (name === 'chunkReceived') return `${result.data.byteLength} bytes`;
  if (name === 'success') return shown(result.data);
  if (name === 'fail')
    return `${result.errMsg}${result.errno === undefined ? '' : `, errno ${result.errno}`}`;
  return '';
}

/**
 * @param {import('./judge.mjs').Claim} claim
 * @param {boolean} isTrue
 */
export function printClaim({ about, text, actual, expected }, isTrue) {
  const mark = isTrue ? paint('green', '✓') : paint('red', '✗');
  const [first, ...more] = wrap(text, width - 14);
  print(`   ${mark} ${paint('dim', about.padEnd(9))}${first}`);
  for (const line of more) print(`${' '.repeat(14)}${line}`);
  if (isTrue) return;
  printValue('expected', expected);
  printValue('got', actual);
}

/** @param {{ scenes: number, passed: number, failed: number, badScenes: number }} totals */
export function printClosing({ scenes, passed, failed, badScenes }, ms) {
  const time = `${(ms / 1000).toFixed(1)} s`;
  print();
  print(paint('dim', ` ${'─'.repeat(width - 2)}`));
  if (failed === 0) {
    const all = `✓ ${scenes} scenes, ${passed} checks, all as SPEC.md says.`;
    print(` ${paint('green', all)} ${paint('dim', time)}`);
    print();
    print(` Next: ${paint('cyan', 'npm run demo -- https://example.com')} asks an address of yours.`);
  } else {
    const some = `✗ ${badScenes} of ${scenes} scenes went wrong: ${failed} of ${passed + failed} checks.`;
    print(` ${paint('red', some)} ${paint('dim', time)}`);
  }
  print();
}
