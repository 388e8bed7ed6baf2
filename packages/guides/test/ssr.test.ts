import http from 'node:http';
import { createApp, toNodeListener } from 'h3';
import type { EventHandler } from 'h3';
import * as assert from 'uvu/assert';
import { suite } from '../../../scripts/testing/suite.ts';
import { serve, startApi } from './support/api.ts';
import type { Api } from './support/api.ts';
import { openGuide } from './support/guide.ts';
import type { Guide } from './support/guide.ts';

const test = suite('guides: server-side rendering', { deadlineMs: 20_000 });

let api: Api;
let guide: Guide;

test.before.each(async () => {
  api = await startApi();
  guide ??= openGuide('ssr.md', api.origin);
});
test.after(() => {
  guide.remove();
});

/** Loads a guide's file afresh, on an API of its own. */
async function fresh(file: string): Promise<{ module: Record<string, unknown>; close: () => Promise<void> }> {
  const own = openGuide('ssr.md', api.origin);
  guide.code(file);
  const module = await own.load(file);
  const { request } = await own.load('api.js');
  return {
    module,
    close: async () => {
      await Object(request).close();
      own.remove();
      await api.close();
    },
  };
}

/** Two users at once get their own page each; a browser that goes away ends its request to the API. */
async function judge(origin: string, path: string, toText: (name: string) => string): Promise<void> {
  const texts = await Promise.all(
    ['Ada', 'Grace'].map(async name => {
      const response = await fetch(`${origin}${path}`, { headers: { cookie: `user=${name}` } });
      return response.text();
    }),
  );
  assert.equal(
    texts.map(text => toText(text)),
    ['Ada', 'Grace'],
  );
  const browser = http.get(`${origin}${path}`, { headers: { cookie: 'user=slow' } });
  browser.on('error', () => {});
  await api.asked;
  browser.destroy();
  await api.left;
}

const fromHtml = (text: string): string => /<h1>(\w+)<\/h1>/.exec(text)?.[1] ?? text;
const fromJson = (text: string): string => JSON.parse(text).name;

test('Express', async () => {
  const { module, close } = await fresh('express.js');
  const server = await serve(http.createServer(Object(module).app));
  const page = await fetch(server.origin, { headers: { cookie: 'user=Lin' } });
  assert.equal(page.headers.getSetCookie(), ['seen=Lin']);
  await judge(server.origin, '/', fromHtml);
  await server.close();
  await close();
});

test('Fastify', async () => {
  const { module, close } = await fresh('fastify.js');
  const app = Object(module.app);
  const origin: string = await app.listen({ port: 0, host: '127.0.0.1' });
  await judge(origin, '/', fromHtml);
  await app.close();
  await close();
});

test('Next: a route handler', async () => {
  const { module, close } = await fresh('app/api/me/route.js');
  const { GET } = Object(module);
  const ask = (name: string, signal?: AbortSignal): Promise<Response> =>
    GET(
      new Request('http://localhost/api/me', { headers: { cookie: `user=${name}` }, signal: signal ?? null }),
    );
  const [ada, grace] = await Promise.all([ask('Ada'), ask('Grace')]);
  assert.equal([fromJson(await ada.text()), fromJson(await grace.text())], ['Ada', 'Grace']);

  const gone = new AbortController();
  const answer = ask('slow', gone.signal);
  await api.asked;
  gone.abort();
  await api.left;
  assert.equal(
    [(await answer).status, await (await answer).json()],
    [502, { message: 'request:fail abort' }],
  );
  await close();
});

test('Nuxt: an event handler, on h3', async () => {
  const { module, close } = await fresh('server/api/me.js');
  const handler = module.default as EventHandler;
  const server = await serve(toNodeListener(createApp().use('/api/me', handler)));
  await judge(server.origin, '/api/me', fromJson);
  await server.close();
  await close();
});

test('inside the data centre: another address, through a proxy', async () => {
  const proxy = await serve((request, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ url: `by proxy: ${String(request.url)}` }));
  });
  const real = openGuide('ssr.md');
  guide.code('inside.js');
  const lines = await real.run('inside.js', '', {
    ...{ HTTP_PROXY: proxy.origin, http_proxy: proxy.origin, NO_PROXY: '', no_proxy: '' },
    API_ORIGIN: 'http://api.inside.example',
  });
  real.remove();
  await proxy.close();
  await api.close();
  assert.equal(lines, ['by proxy: http://api.inside.example/me']);
});

test('every example of the guide is tested', async () => {
  await api.close();
  assert.equal(guide.untested(), []);
});

test.run();
