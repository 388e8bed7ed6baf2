import { AsyncLocalStorage } from 'node:async_hooks';
import { createHash, X509Certificate } from 'node:crypto';
import * as assert from 'uvu/assert';
import { createRequest } from '../dist/index.js';
import { suite } from '../../../scripts/testing/suite.ts';
import { makeTrust, startTls } from './support/trust.ts';

const test = suite('node: many users on one server', { deadlineMs: 60_000 });
const user = new AsyncLocalStorage<string>();

test('nobody sees the context, header, cookies, response or connection of another', async () => {
  const trust = await makeTrust();
  /** For each connection, the kinds of pins that its requests were sent with. */
  const pinsOf = new Map<object, Set<string>>();
  const server = await startTls(trust.identity, (request, response) => {
    const { 'x-user': name = '', 'x-pins': pins = '', cookie = '' } = request.headers;
    const kinds = pinsOf.get(request.socket) ?? new Set();
    pinsOf.set(request.socket, kinds.add(String(pins)));
    response.setHeader('set-cookie', `owner=${String(name)}`);
    const answer = (): unknown => response.end(JSON.stringify({ name, cookie, url: request.url }));
    if (request.url?.startsWith('/go'))
      return void response.writeHead(302, { location: `/there?${String(name)}` }).end();
    setTimeout(answer, request.url?.length ?? 0);
  });
  const spki = new X509Certificate(trust.identity.cert).publicKey.export({ type: 'spki', format: 'der' });
  const right = `sha256/${createHash('sha256').update(spki).digest('base64')}`;
  const backup = (index: number): string =>
    `sha256/${createHash('sha256').update(String(index)).digest('base64')}`;
  const request = createRequest({
    ca: trust.ca,
    maxConcurrent: 40,
    header: () => ({ 'x-user': user.getStore() }),
  });

  const visit = (index: number): Promise<void> =>
    user.run(`user-${index}`, async () => {
      const name = `user-${index}`;
      const pins = index % 3 === 0 ? 'none' : `pins-${index % 3}`;
      const certs = index % 3 === 0 ? [] : [right, backup(index % 3)];
      for (let round = 0; round < 3; round += 1) {
        const redirected = (index + round) % 4 === 0;
        const aborted = (index + round) % 5 === 0;
        await new Promise<void>((resolve, reject) => {
          const expect = (check: () => void): void => {
            try {
              assert.is(user.getStore(), name);
              check();
            } catch (error) {
              reject(error);
            }
          };
          const task = request<{ name: string; cookie: string; url: string }>({
            url: `https://localhost:${server.port}/${redirected ? 'go' : 'x'}`,
            header: { cookie: `mine=${name}`, 'x-pins': pins },
            certs,
            success: ({ data, cookies }) =>
              expect(() => {
                assert.equal(data, {
                  name,
                  cookie: `mine=${name}`,
                  url: redirected ? `/there?${name}` : '/x',
                });
                assert.equal(cookies, [`owner=${name}`]);
              }),
            fail: ({ errMsg }) => expect(() => assert.equal([aborted, errMsg], [true, 'request:fail abort'])),
            complete: () => {
              expect(() => {});
              resolve();
            },
          });
          task.onHeadersReceived(({ cookies }) => {
            expect(() => assert.equal(cookies, [`owner=${name}`]));
            if (aborted) task.abort();
          });
          task.onChunkReceived(({ data }) => expect(() => assert.ok(Buffer.from(data).includes(name))));
        });
      }
    });

  await Promise.all(Array.from({ length: 300 }, (_, index) => visit(index)));
  assert.ok(pinsOf.size > 3);
  for (const kinds of pinsOf.values()) assert.is(kinds.size, 1);
  await request.close();
  await server.close();
});

test.run();
