/** `npm run demo -- URL`: the life of one GET on a real address. */
import { createRequest } from '../../packages/node/dist/index.js';
import { hintFor } from './hints.mjs';
import { timeline } from './page.mjs';
import { phasesOf } from './phases.mjs';
import { clip, paint, print, width, wrap } from './terminal.mjs';
import { watch } from './watch.mjs';

const previewLines = 6;

/**
 * Asks, prints, and whether there was an answer. Environment proxies are used.
 * @param {string} url
 */
export async function visit(url) {
  const client = createRequest({ proxy: 'env' });
  const { note } = timeline({ isDrawn: true });
  const { request, calls } = watch(client, note);
  print();
  request({ url, responseType: 'arraybuffer' });
  await calls[0].ended;
  const { name, result } = calls[0].events.at(-2) ?? {};
  print();
  if (name === 'success') printAnswer(result);
  else printFailure(result, url);
  print();
  await client.close();
  return name === 'success';
}

/** @param {any} result */
function printAnswer({ data, statusCode, header, cookies, profile = {} }) {
  const isGood = statusCode < 400;
  print(
    ` ${paint(isGood ? 'green' : 'yellow', `✓ ${statusCode}`)}  ${sizeOf(data, profile)}  ${wayOf(profile)}`,
  );
  heading('header');
  for (const [name, value] of Object.entries(header)) {
    const label = clip(name, 28).padEnd(28);
    print(`   ${paint('cyan', label)} ${clip(value, width - 32)}`);
  }
  if (cookies.length > 0) heading('cookies');
  for (const cookie of cookies) print(`   ${clip(cookie, width - 3)}`);
  heading('profile');
  for (const line of phasesOf(profile)) print(line);
  printStart(data, header['content-type'] ?? '');
}

function heading(text) {
  print();
  print(` ${paint('bold', text)}`);
}

function sizeOf(data, profile) {
  const came = profile.receivedBytedCount;
  const decoded = data.byteLength;
  const number = count => count.toLocaleString('en');
  if (came === undefined || came === decoded) return `${number(decoded)} bytes`;
  return `${number(decoded)} bytes, ${number(came)} on the wire`;
}

function wayOf(profile) {
  const { protocol, peerIP, port, SSLconnectionEnd } = profile;
  const way = [protocol, SSLconnectionEnd > 0 && 'over TLS', peerIP && `with ${peerIP} port ${port}`];
  return paint('dim', way.filter(Boolean).join(' '));
}

function printStart(data, type) {
  if (data.byteLength === 0 || !/^text\/|json|xml|javascript/.test(type)) return;
  const lines = new TextDecoder()
    .decode(data.slice(0, 4096))
    .split(/\r?\n/)
    .filter(line => line.trim() !== '');
  heading('data');
  for (const line of lines.slice(0, previewLines))
    print(`   ${clip(line.replaceAll('\t', '  '), width - 3)}`);
  if (lines.length > previewLines || data.byteLength > 4096) print(`   ${paint('dim', '…')}`);
}

function printFailure({ errMsg, errno, cause }, url) {
  // Several addresses were tried: the first one's error says it.
  const error = cause instanceof AggregateError ? cause.errors[0] : cause;
  const hint = hintFor(errMsg, url);
  for (const line of wrap(errMsg, width - 3)) print(` ${paint('red', '✗')} ${paint('bold', line)}`);
  if (errno !== undefined) print(`   errno  ${errno}`);
  if (error instanceof Error) printWrapped('   cause  ', error.message);
  if (hint === undefined) return;
  print();
  printWrapped('   ', hint);
}

function printWrapped(label, text) {
  wrap(text, width - label.length).forEach((line, index) =>
    print(`${index === 0 ? label : ' '.repeat(label.length)}${line}`),
  );
}
