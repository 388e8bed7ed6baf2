import fs from 'node:fs';
import { fileURLToPath } from 'node:url';
import { serve } from '@wxreq/conformance/server';
import type { ReferenceServer } from '@wxreq/conformance/server';
import * as assert from 'uvu/assert';
import { askWorker } from '../../../scripts/testing/runtimes/worker.mjs';
import { suite } from '../../../scripts/testing/suite.ts';

const test = suite('edge: in workers', { deadlineMs: 20_000 });
const folder = fileURLToPath(new URL('..', import.meta.url));
const readme = fs.readFileSync(`${folder}/README.md`, 'utf8');
const [example = '', withBinding = ''] = [...readme.matchAll(/^```js\n([^]*?)^```$/gm)].map(
  ([, code]) => code,
);

let server: ReferenceServer;
test.before(async () => {
  server = await serve();
});
test.after(() => server.close());

test('the example of the README answers with what its server says, over a connection that it trusts', async () => {
  const { base = '', unknownAuthority = '' } = server.address.https ?? {};
  const ask = (origin: string) =>
    askWorker({ code: example.replace('https://api.example.com', origin), folder }, [''], {
      authority: server.authority,
    });
  assert.equal(await ask(`${base}/example`), ['{"ok":true}']);
  assert.equal(await ask(`${unknownAuthority}/example`), ['request:fail network error']);
});

test('a service binding carries requests', async () => {
  const code = `${withBinding.replace('export default', 'const worker =')}
    const menu = { fetch: async (url, { method }) => new Response('', { status: method + url === 'GEThttps://menu.internal/menu' ? 200 : 0 }) };
    export default { fetch: incoming => worker.fetch(incoming, { MENU: menu }) };`;
  assert.equal(await askWorker({ code, folder }, ['']), ['request:ok']);
});

test('one import sets wx.request', async () => {
  const code = `import '@wxreq/edge/install';
    export default {
      fetch: async incoming => {
        const url = await incoming.text();
        return new Promise(answer => void wx.request({ url, complete: ({ errMsg }) => answer(new Response(errMsg)) }));
      },
    };`;
  assert.equal(await askWorker({ code, folder }, [`${server.address.http}/echo`]), ['request:ok']);
});

/** What visits see in `complete`: their own async context, or that there is none. */
const visits = `import { request } from '@wxreq/edge';
  const storage = globalThis.process?.getBuiltinModule?.('node:async_hooks')?.AsyncLocalStorage;
  const store = storage && new storage();
  const ask = url => new Promise(answer => {
    request({ url, complete: ({ errMsg }) => answer(new Response(errMsg + ' ' + (store ? store.getStore() : 'none'))) });
  });
  export default {
    async fetch(incoming) {
      const url = await incoming.text();
      return store ? store.run(url.slice(-1), () => ask(url)) : ask(url);
    },
  };`;

test('visits at the same time get their own answers, in their own async contexts', async () => {
  const urls = ['a', 'b', 'c', 'd'].map(name => `${server.address.http}/visits/${name}`);
  const answers = await askWorker({ code: visits, folder }, urls);
  assert.equal(answers, ['request:ok a', 'request:ok b', 'request:ok c', 'request:ok d']);
});

test('a worker of before Node’s modules were there requests, too', async () => {
  const date = '2024-01-01';
  const answers = await askWorker({ code: visits, folder }, [`${server.address.http}/visits/a`], { date });
  assert.equal(answers, ['request:ok none']);
});

test('a visit interrupts what it has made itself, and nobody else’s', async () => {
  const code = `import { createRequest } from '@wxreq/edge';
    export default {
      async fetch(incoming) {
        const [what, url] = (await incoming.text()).split(' ');
        const request = createRequest();
        return new Promise(answer => {
          request({ url, complete: ({ errMsg }) => answer(new Response(errMsg)) });
          if (what === 'interrupt') request.interrupt();
        });
      },
    };`;
  const url = `${server.address.http}/visits/a`;
  const answers = await askWorker({ code, folder }, [`wait ${url}`, `interrupt ${url}`]);
  assert.equal(answers, ['request:ok', 'request:fail interrupted']);
});

test.run();
