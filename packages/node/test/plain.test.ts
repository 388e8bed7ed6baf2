import http from 'node:http';
import * as assert from 'uvu/assert';
import { suite } from '../../../scripts/testing/suite.ts';
import { createNodeAdapter } from '../src/adapter.ts';
import { exchange, wire } from './support/exchange.ts';
import { start, startRaw } from './support/servers.ts';
import type { Running } from './support/servers.ts';

/** As bytes, and Latin-1: `Outcome.body` reads it so. */
const latin1 = (value: unknown): Buffer => Buffer.from(JSON.stringify(value), 'latin1');

const test = suite('node: requests and responses');
const adapter = createNodeAdapter();
let server: Running;
let url: string;

test.before(async () => {
  server = await start(
    http.createServer((request, response) => {
      const body: Buffer[] = [];
      request.on('data', chunk => body.push(chunk));
      request.on('end', () => {
        response.setHeader('set-cookie', ['a=1, 2', 'b=2']).setHeader('x-latin', 'caf\xe9');
        response.end(
          latin1({
            method: request.method,
            url: request.url,
            headers: request.rawHeaders,
            body: Buffer.concat(body).toString('latin1'),
          }),
        );
      });
    }),
  );
  url = `http://127.0.0.1:${server.port}`;
});

test.after(async () => {
  await adapter.close();
  await server.close();
});

test('every method but CONNECT arrives as it was given, with its target and headers', async () => {
  for (const method of ['OPTIONS', 'GET', 'POST', 'PUT', 'DELETE', 'TRACE', 'PATCH']) {
    const headers = [['x-a', '1, 2'] as const, ['cookie', 'c=\xe9'] as const];
    const { body, failed } = await exchange(adapter, wire(`${url}/p?q=%20&q`, { method, headers }));
    assert.is(failed, undefined);
    const seen = JSON.parse(body);
    assert.equal([seen.method, seen.url], [method, '/p?q=%20&q']);
    assert.equal(seen.headers.slice(0, 8), [
      ...['host', `127.0.0.1:${server.port}`, 'connection', 'keep-alive'],
      ...['x-a', '1, 2', 'cookie', 'c=\xe9'],
    ]);
  }
});

test('a body is sent byte for byte, with its length', async () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
  for (const method of ['POST', 'PUT', 'DELETE', 'PATCH']) {
    const view = new Uint8Array(bytes.buffer, 1, 254);
    const { body } = await exchange(adapter, wire(`${url}/`, { method, body: view }));
    const seen = JSON.parse(body);
    assert.is(seen.body, Buffer.from(view).toString('latin1'));
    assert.ok(seen.headers.join().includes('content-length,254'));
  }
});

test('a POST and a PUT without a body say content-length: 0', async () => {
  for (const method of ['POST', 'PUT']) {
    for (const empty of [undefined, new Uint8Array(0)]) {
      const { body } = await exchange(adapter, wire(`${url}/`, { method, body: empty }));
      assert.ok(JSON.parse(body).headers.join().includes('content-length,0'), method);
    }
  }
});

test('the head comes before the body, each header apart, read as Latin-1', async () => {
  const order: string[] = [];
  const { heads } = await exchange(adapter, wire(`${url}/`), {
    head: () => void order.push('head'),
    chunk: () => void order.push('chunk'),
  });
  assert.equal(order, ['head', 'chunk']);
  assert.is(heads[0]?.status, 200);
  const named = (name: string) =>
    heads[0]?.headers.filter(([given]) => given.toLowerCase() === name).map(([, value]) => value);
  assert.equal(named('set-cookie'), ['a=1, 2', 'b=2']);
  assert.equal(named('x-latin'), ['caf\xe9']);
});

test('HEAD has a head and no body', async () => {
  const { heads, body, failed } = await exchange(adapter, wire(`${url}/`, { method: 'HEAD' }));
  assert.equal([heads.length, body, failed], [1, '', undefined]);
});

test('a 204 and a 304 are whole without a body, whatever content-length they show', async () => {
  for (const status of ['204 No Content', '304 Not Modified']) {
    const raw = await startRaw(async ({ socket, next }) => {
      await next();
      socket.write(`HTTP/1.1 ${status}\r\ncontent-length: 5\r\ncontent-encoding: gzip\r\n\r\n`);
    });
    const { heads, body, failed } = await exchange(adapter, wire(`http://127.0.0.1:${raw.port}/`));
    assert.equal([heads[0]?.status, body, failed], [Number(status.slice(0, 3)), '', undefined]);
    await raw.close();
  }
});

test('102 and 103 heads are not seen', async () => {
  const raw = await startRaw(async ({ socket, next }) => {
    await next();
    socket.write('HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n');
    socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok');
  });
  const { heads, body } = await exchange(adapter, wire(`http://127.0.0.1:${raw.port}/`));
  assert.equal(heads, [{ status: 200, headers: [['content-length', '2']] }]);
  assert.is(body, 'ok');
  await raw.close();
});

test('CONNECT names host and port, gives status and header, and closes the connection', async () => {
  for (const status of ['200 Connection established', '407 Proxy Authentication Required']) {
    let closed: (() => void) | undefined;
    const isClosed = new Promise<void>(resolve => (closed = resolve));
    const raw = await startRaw(async ({ socket, next }) => {
      socket.once('close', () => closed?.());
      await next();
      socket.write(`HTTP/1.1 ${status}\r\nx-a: b\r\ncontent-length: 5\r\n\r\nbytes`);
    });
    const request = wire(`http://127.0.0.1:${raw.port}/ignored?x`, { method: 'CONNECT', http2: true });
    const { heads, body, failed } = await exchange(adapter, request);
    assert.equal(
      [heads[0]?.status, heads[0]?.headers[0], body, failed],
      [Number(status.slice(0, 3)), ['x-a', 'b'], '', undefined],
    );
    assert.ok(raw.requests()[0]?.startsWith(`CONNECT 127.0.0.1:${raw.port} HTTP/1.1\r\n`));
    await isClosed;
    await raw.close();
  }
});

test('the host header changes the header and nothing else', async () => {
  const { body } = await exchange(adapter, wire(`${url}/`, { headers: [['host', 'example.com']] }));
  assert.equal(JSON.parse(body).headers.slice(0, 2), ['host', 'example.com']);
});

test('a body that nobody wants runs out, and its connection is used again', async () => {
  const one = createNodeAdapter({ connections: 1 });
  const raw = await startRaw(async ({ socket, next }) => {
    for (;;) {
      await next();
      socket.write('HTTP/1.1 302 Found\r\nlocation: /\r\ncontent-length: 5\r\n\r\nhello');
    }
  });
  for (let count = 0; count < 3; count += 1) {
    const { body } = await exchange(one, wire(`http://127.0.0.1:${raw.port}/`), { head: () => 'discard' });
    assert.is(body, '');
  }
  assert.is(raw.connections(), 1);
  await one.close();
  await raw.close();
});

test('a body that nobody wants and that is long, or never ends, is cut off', async () => {
  for (const more of ['x'.repeat(200_000), '']) {
    let closed: (() => void) | undefined;
    const isClosed = new Promise<void>(resolve => (closed = resolve));
    const raw = await startRaw(async ({ socket, next }) => {
      socket.once('close', () => closed?.());
      await next();
      socket.write(`HTTP/1.1 302 Found\r\nlocation: /\r\ncontent-length: 1000000\r\n\r\n${more}`);
    });
    await exchange(adapter, wire(`http://127.0.0.1:${raw.port}/`), { head: () => 'discard' });
    await isClosed;
    await raw.close();
  }
});

test.run();
