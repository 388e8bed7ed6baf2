/**
 * The server that the page tests talk to, same origin and cross origin. What happened to a request with an `id` is told
 * by `/fate?id=`, as soon as it is known: `finished`, or `closed` by the client before the end.
 */
import fs from 'node:fs';

/** @type {Map<string, ReturnType<typeof fate>>} */
const fates = new Map();

function fate() {
  let settle;
  const known = new Promise(resolve => (settle = resolve));
  return { known, settle };
}

function fateOf(id) {
  if (!fates.has(id)) fates.set(id, fate());
  return fates.get(id);
}

const script = new URL('../../dist/wxreq.js', import.meta.url);
const waiting = new Map();

const answers = {
  async echo(request, response) {
    let body = '';
    for await (const piece of request) body += piece.toString('latin1');
    const { method, url, headers } = request;
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ method, url, headers, body }));
  },
  text: (_, response, { text = '' }) => response.end(text),
  bytes: (_, response) => response.end(Buffer.from([0, 255, 128, 10, 0])),
  status: (_, response, { code }) => response.writeHead(Number(code)).end('{"a":1}'),
  cookie: (_, response) =>
    response.writeHead(200, { 'set-cookie': ['a=1; Path=/', 'b=2; Path=/'] }).end('{}'),
  redirect: (_, response, { to }) => response.writeHead(302, { location: to }).end(),
  hang: () => {},
  /** Head and first bytes, then nothing more. */
  stall: (_, response) => response.write('one'),
  /** All but the last byte. */
  almost: (_, response) => response.writeHead(200, { 'content-length': 10 }).write('123456789'),
  cut: (_, response) => {
    response.writeHead(200, { 'content-length': 100 }).write('one');
    setTimeout(() => response.destroy(), 30);
  },
  reset: request => request.socket.destroy(),
  /** The head and one byte, without which Firefox does not show a head; the rest when `/release?id=` is asked for. */
  parts: (_, response, { id }) => {
    response.write('b');
    waiting.set(id, () => response.end('ody'));
  },
  release: (_, response, { id }) => {
    waiting.get(id)();
    response.end();
  },
  drip: (_, response, { count, ms }) => {
    let sent = 0;
    response.flushHeaders();
    const timer = setInterval(() => {
      sent += 1;
      response.write(`${sent}\n`);
      if (sent === Number(count)) response.end();
    }, Number(ms));
    response.on('close', () => clearInterval(timer));
  },
  /** Stops after the first 32 MiB and before the last one, until `/release?id=` is asked for. */
  async flood(_, response, { mebibytes, id }) {
    const piece = Buffer.alloc(1 << 20, 97);
    for (let sent = 0; sent < Number(mebibytes) && !response.destroyed; sent += 1) {
      if (sent === 32 || sent === mebibytes - 1) await new Promise(resolve => waiting.set(id, resolve));
      await new Promise(resolve => {
        response.write(piece, resolve);
      });
    }
    response.end();
  },
  slow: (_, response, { ms }) => setTimeout(() => response.end('{"ok":true}'), Number(ms)),
  script: (_, response) => {
    response.setHeader('content-type', 'text/javascript');
    response.end(fs.readFileSync(script));
  },
  worker: (_, response) => {
    response.setHeader('content-type', 'text/javascript');
    response.end(`importScripts('/script');
      const undo = wxreq.install();
      wx.request({ url: '/echo', data: { a: 1 }, complete: ({ data, errMsg }) => postMessage({ data, errMsg }) });`);
  },
  async fate(_, response, { id }) {
    response.end(await fateOf(id).known);
  },
};

export function routes(request, response) {
  const { pathname, searchParams } = new URL(request.url, 'http://server');
  const query = Object.fromEntries(searchParams);
  const name = pathname.slice(1);
  if (query.id && !['fate', 'release'].includes(name)) {
    response.on('close', () => fateOf(query.id).settle(response.writableFinished ? 'finished' : 'closed'));
  }
  if (name !== 'private') {
    response.setHeader('access-control-allow-origin', request.headers.origin ?? '*');
    response.setHeader('access-control-allow-headers', 'content-type, x-token');
    response.setHeader('access-control-allow-methods', 'GET, POST, PUT, DELETE');
    response.setHeader('access-control-expose-headers', 'x-shown');
    response.setHeader('x-shown', 'yes');
    if (query.timing) response.setHeader('timing-allow-origin', '*');
  }
  if (request.method === 'OPTIONS' && request.headers['access-control-request-method']) {
    return response.writeHead(204).end();
  }
  if (!Object.hasOwn(answers, name)) return response.writeHead(404).end('nothing here');
  return answers[name](request, response, query);
}
