import fs from 'node:fs';
import path from 'node:path';
import * as assert from 'uvu/assert';
import { suite } from '../../../scripts/testing/suite.ts';
import { serve, startApi } from './support/api.ts';
import type { Api } from './support/api.ts';
import { openGuide } from './support/guide.ts';
import type { Guide } from './support/guide.ts';

const test = suite('guides: porting a mini-program', { deadlineMs: 20_000 });

let api: Api;
let guide: Guide;

test.before(async () => {
  api = await startApi();
  guide = openGuide('porting.md', api.origin);
});
test.after(async () => {
  guide.remove();
  await api.close();
});

test('one import, and wx.request is there', async () => {
  assert.equal(await guide.run('main.js'), ['200 /menu']);
});

test('the options of the whole app, with a header of each request', async () => {
  assert.equal(await guide.run('app.js'), ['Bearer first']);
});

test('Taro.request goes through ours, with its task, and what libraries intercept still is', async () => {
  const taro = path.join(guide.folder, 'node_modules/@tarojs/taro');
  fs.mkdirSync(taro, { recursive: true });
  fs.writeFileSync(path.join(taro, 'package.json'), '{"type":"module","main":"index.js"}');
  // What Taro's H5 platform does: a link of interceptors before its own request.
  fs.writeFileSync(
    path.join(taro, 'index.js'),
    `import { interceptorify } from '@tarojs/api/dist/interceptor/index.js';
    const link = interceptorify(() => Promise.reject(new Error("Taro's own was asked")));
    export default { request: link.request.bind(link), addInterceptor: link.addInterceptor.bind(link) };`,
  );
  fs.writeFileSync(
    path.join(guide.folder, 'taro-app.js'),
    `import Taro from '@tarojs/taro';
    const url = '${api.origin}/cart';
    Taro.addInterceptor(chain => chain.proceed({ ...chain.requestParams, header: { 'x-early': 'yes' } }));
    await import('./taro.js');
    const { statusCode, data } = await Taro.request({ url, success: ({ errMsg }) => console.log(errMsg) });
    console.log(statusCode, data.url, data.headers['x-early']);
    const { promised } = await import('./promised.js');
    const task = promised({ url, enableChunked: true });
    task.onChunkReceived(({ data }) => console.log(data.byteLength > 0));
    console.log((await task).errMsg);
    const gone = promised({ url, fail: ({ errMsg }) => console.log(errMsg) });
    gone.abort();
    await gone.catch(({ errMsg }) => console.log(errMsg));`,
  );
  await guide.load('taro.js');
  const lines = await guide.run('promised.js', "await import('./taro-app.js')", { TARO_ENV: 'h5' });
  const abort = 'request:fail abort';
  assert.equal(lines, ['request:ok', '200 /cart yes', 'true', 'request:ok', abort, abort]);
});

test("uni-app's H5 build takes ours, and the others keep their own", async () => {
  await guide.load('promised.js');
  const code = guide.code('http.js');
  const h5 = code.replace(/^\/\/ #ifndef H5$[^]*?^\/\/ #endif$/m, '');
  const phone = code.replace(/^\/\/ #ifdef H5$[^]*?^\/\/ #endif$/m, '');
  const ours: unknown = await guide.loadCode('http-h5.js', h5);
  assert.is(Reflect.get(Object(ours), 'request').name, 'promised');
  const theirs: unknown = await guide.loadCode('http-phone.js', phone);
  Object.assign(globalThis, { uni: { request: (options: unknown) => ['uni', options] } });
  assert.equal(Reflect.get(Object(theirs), 'request')(1), ['uni', 1]);
  Reflect.deleteProperty(globalThis, 'uni');
});

test('axios 1 sends its headers', async () => {
  const lines = await guide.run(
    'axios.js',
    `await import('@wxreq/browser/install');
    const { http } = await import('./axios.js');
    const { data } = await http.get('${api.origin}/a', { params: { b: 1 }, headers: { 'x-c': 'd' } });
    console.log(data.url, data.headers['x-c'])`,
  );
  assert.equal(lines, ['/a?b=1 d']);
});

test('an answer that cuts lines and characters comes out whole', async () => {
  assert.equal(await guide.run('chat.js'), ['你好，来杯咖啡？']);
});

test('in development requests go to the page’s own server, which strips the prefix', async () => {
  const { default: config } = await guide.load('vite.config.js');
  const { target, rewrite } = Object(config).server.proxy['/api'];
  assert.is(target, api.origin);
  const devServer = await serve((request, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ url: `${String(request.url)} → ${rewrite(request.url)}` }));
  });
  const page = `globalThis.location = { origin: '${devServer.origin}', href: '${devServer.origin}/' }`;
  const lines = await guide.run('dev.js', page);
  await devServer.close();
  assert.equal(lines, ['/api/menu → /menu']);
});

test('CORS: the page’s preflight is answered, its request allowed, and a stranger’s is not', async () => {
  const { allow } = await guide.load('cors.js');
  if (typeof allow !== 'function') throw new Error('there is no allow');
  const server = await serve((incoming, outgoing) => {
    if (!allow(incoming, outgoing)) outgoing.end('body');
  });
  const ask = async (method: string, origin: string) => {
    const response = await fetch(server.origin, { method, headers: { origin } });
    const allowed = [...response.headers.keys()].filter(name => name.startsWith('access-control-'));
    return [response.status, await response.text(), allowed.length];
  };
  const ours = 'https://m.example.com';
  assert.equal(await ask('OPTIONS', ours), [204, '', 6]);
  assert.equal(await ask('GET', ours), [200, 'body', 3]);
  assert.equal(await ask('GET', 'https://evil.example'), [200, 'body', 0]);
  await server.close();
});

test('what a page silently loses is told', async () => {
  const lines = await guide.run('notices.js');
  assert.match(lines.join('\n'), /^header\/transport .*cookie/m);
});

test('every example of the guide is tested', () => {
  assert.equal(guide.untested(), []);
});

test.run();
