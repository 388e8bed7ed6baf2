import * as assert from 'uvu/assert';
import http2 from 'node:http2';
import https from 'node:https';
import tls from 'node:tls';
import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { suite } from '../../../scripts/testing/suite.ts';
import { openDesk } from '../src/desk.ts';
import { serve } from '../src/server.ts';
import type { ReferenceServer } from '../src/server.ts';

const test = suite<{ server: ReferenceServer }>('conformance: reference server over TLS');

test.before(async context => {
  context.server = await serve();
});
test.after(async ({ server }) => {
  await server.close();
});

const ask = async (url: string) => (await fetch(url)).text();

/** GET by node:https: the status, or the error's code. */
async function get(url: string, ca: string): Promise<unknown> {
  try {
    const [response] = await once(https.get(url, { ca, agent: false }), 'response');
    response.resume();
    return response.statusCode;
  } catch (error) {
    return error instanceof Error && 'code' in error ? error.code : error;
  }
}

test('whoever trusts its authority gets an answer; every wrong certificate is wrong in its own way', async ({
  server: { address, authority },
}) => {
  const at = (url = '') => get(`${url}/t1/`, authority);
  const found = [at(address.https?.base), at(address.https?.sentAlong)];
  assert.equal(await Promise.all(found), [200, 200]);
  assert.is(await at(address.https?.wrongName), 'ERR_TLS_CERT_ALTNAME_INVALID');
  assert.is(await at(address.https?.expired), 'CERT_HAS_EXPIRED');
  assert.is(await at(address.https?.unknownAuthority), 'UNABLE_TO_VERIFY_LEAF_SIGNATURE');
  assert.is(await at(address.https?.notTls), 'EPROTO');
});

test('it speaks HTTP/2 where it is asked to', async ({ server: { address, authority } }) => {
  const session = http2.connect(address.https?.base ?? '', { ca: authority });
  const stream = session.request({ ':path': '/t2/p', ':method': 'POST' });
  stream.end('hello');
  let text = '';
  for await (const piece of stream) text += String(piece);
  session.close();
  assert.is(text, '{"ok":true}');
  const [seen] = await openDesk(address, 't2', ask).seen(1);
  assert.equal([seen?.method, seen?.version, seen?.target, seen?.text], ['POST', '2.0', '/p', 'hello']);
});

test('its pins are those of the chain it shows', async ({ server: { address, authority } }) => {
  const { port } = new URL(address.https?.base ?? '');
  const socket = tls.connect({
    port: Number(port),
    host: '127.0.0.1',
    servername: 'localhost',
    ca: authority,
  });
  await once(socket, 'secureConnect');
  const leaf = new X509Certificate(socket.getPeerCertificate(true).raw);
  const issuer = new X509Certificate(socket.getPeerCertificate(true).issuerCertificate.raw);
  socket.destroy();
  const pin = async ({ publicKey }: X509Certificate) => {
    const spki = publicKey.export({ type: 'spki', format: 'der' });
    return `sha256/${Buffer.from(await crypto.subtle.digest('SHA-256', spki)).toString('base64')}`;
  };
  assert.is(await pin(leaf), address.https?.pins.leaf);
  assert.is(await pin(issuer), address.https?.pins.issuer);
  assert.is(leaf.verify(issuer.publicKey), true);
});

test('it notices a byte that came without a request, and counts no request', async ({
  server: { address, authority },
}) => {
  const desk = openDesk(address, 't3', ask);
  assert.is(await get(`${address.https?.base}/t3/`, authority), 200);
  assert.is(await desk.strays(), 0);
  const { port } = new URL(address.https?.base ?? '');
  const socket = tls.connect({
    port: Number(port),
    host: '127.0.0.1',
    servername: 'localhost',
    ca: authority,
  });
  await once(socket, 'secureConnect');
  socket.write('G');
  while ((await desk.strays()) === 0);
  socket.destroy();
  assert.is(await desk.strays(), 1);
});

test.run();
