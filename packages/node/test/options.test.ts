import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { inspect } from 'node:util';
import http from 'node:http';
import * as assert from 'uvu/assert';
import { createRequest, install } from '../dist/index.js';
import { suite } from '../../../scripts/testing/suite.ts';
import { start } from './support/servers.ts';

const test = suite('node: options');

test('a wrong option is a TypeError that names it', () => {
  const wrong: readonly [string, unknown][] = [
    ['ca', 1],
    ['ca', ['-----BEGIN CERTIFICATE-----', 1]],
    ['ca', './authority.pem'],
    ['cert', []],
    ['cert', './client.pem'],
    ['key', Buffer.from('key')],
    ['key', {}],
    ['connections', 0],
    ['connections', 1.5],
    ['connections', '2'],
    ['keepAliveTimeout', -1],
    ['connectTimeout', Infinity],
    ['proxy', 'proxy.example'],
    ['proxy', 'ftp://proxy.example'],
    ['proxy', true],
    ['dispatcher', {}],
    ['dispatcher', null],
    ['timeout', 'soon'],
    ['tiemout', 1],
  ];
  for (const [name, value] of wrong) {
    let thrown: unknown;
    try {
      createRequest({ [name]: value });
    } catch (error) {
      thrown = error;
    }
    assert.instance(thrown, TypeError, `${name}: ${inspect(value)}`);
    assert.match(
      String(thrown),
      new RegExp(`^TypeError: createRequest: host\\.${name} (should be|cannot be|is) `),
    );
  }
  assert.throws(
    () => createRequest({ dispatcher: { dispatch() {} } as never, connections: 1 }),
    /^createRequest: host\.connections has no effect on a dispatcher of your own/,
  );
});

test('options that are no object are a TypeError that says so', () => {
  for (const wrong of [null, 'https://api.example.com', 5, []]) {
    assert.throws(() => createRequest(wrong as never), /^createRequest: host should be an object$/);
  }
});

test('options that are undefined count as not given', () => {
  createRequest({ ca: undefined, proxy: undefined, dispatcher: undefined, timeout: undefined } as never);
});

test('importing touches nothing, neither globals nor what the built-in fetch travels on', () => {
  const script = `
    const keys = () => JSON.stringify(Reflect.ownKeys(globalThis).map(String));
    const before = keys();
    const { request } = await import('@wxreq/node');
    if (keys() !== before) throw new Error(keys());
    if (typeof request !== 'function') throw new Error('no request');
    const { channel } = await import('node:diagnostics_channel');
    if (channel('undici:client:sendHeaders').hasSubscribers) throw new Error('listens');
    const held = process.getActiveResourcesInfo().filter(name => !/Pipe|TTY|FS|Immediate|CloseReq/.test(name));
    if (held.length > 0) throw new Error(held.join());`;
  const cwd = fileURLToPath(new URL('..', import.meta.url));
  execFileSync(process.execPath, ['--input-type=module', '-e', script], { cwd, stdio: 'pipe' });
});

test('install sets wx.request and puts back what was there; ./install does it at import', async () => {
  const own = { wx: undefined as unknown };
  Object.assign(globalThis, own);
  Reflect.deleteProperty(globalThis, 'wx');
  const undo = install();
  assert.type(Reflect.get(globalThis, 'wx').request, 'function');
  undo();
  assert.is('wx' in globalThis, false);
  const { uninstall } = await import('../dist/install.js');
  assert.type(Reflect.get(globalThis, 'wx').request, 'function');
  uninstall();
  assert.is('wx' in globalThis, false);
});

test('close lets what is under way end, closes every connection, and later requests open new ones', async () => {
  const request = createRequest();
  const send = (url: string) => new Promise<{ errMsg: string }>(complete => request({ url, complete }));
  let answer: (() => void) | undefined;
  const server = await start(
    http.createServer({ keepAliveTimeout: 60_000 }, (_, response) => (answer = () => response.end('ok'))),
  );
  const url = `http://127.0.0.1:${server.port}/`;
  const sent = send(url);
  while (answer === undefined) await new Promise(resolve => setImmediate(resolve));
  const closed = request.close();
  answer();
  await closed;
  assert.is((await sent).errMsg, 'request:ok');
  while (server.sockets.size > 0) await new Promise(resolve => setImmediate(resolve));
  answer = undefined;
  const again = send(url);
  while (answer === undefined) await new Promise(resolve => setImmediate(resolve));
  (answer as () => void)();
  assert.is((await again).errMsg, 'request:ok');
  await request.close();
  await server.close();
});

test.run();
