import { once } from 'node:events';
import net from 'node:net';
import tls from 'node:tls';
import type { ConnectionOptions, TLSSocket } from 'node:tls';
import { PinMismatch } from '@wxreq/core/pins';
import * as assert from 'uvu/assert';
import { suite } from '../../../scripts/testing/suite.ts';
import { kindOf } from '../src/failures.ts';
import { refusal } from '../src/tls-pins.ts';
import { startCounting } from './support/counting.ts';
import type { Counting } from './support/counting.ts';
import { makeChain } from './support/openssl.ts';
import type { Chain } from './support/openssl.ts';

// Our own connections are never so; should they be one day, this is what is left.
const test = suite('node: the check of a connection whose options are not ours');
let chain: Chain;
let server: Counting;

test.before(async () => {
  chain = makeChain();
  server = await startCounting(chain.shown, { maxVersion: 'TLSv1.2' });
});
test.after(() => server.close());

async function connect(options: ConnectionOptions): Promise<TLSSocket> {
  const socket = tls.connect({ port: server.port, host: '127.0.0.1', servername: 'localhost', ...options });
  await once(socket, 'secureConnect');
  return socket;
}

test('a certificate that was not verified is refused, though its pin is right', async () => {
  const socket = await connect({ rejectUnauthorized: false });
  const refused = refusal(socket, 'localhost', [[chain.leaf.pin]]);
  assert.is(kindOf(refused), 'cert');
  socket.destroy();
});

test('a resumed session is refused: it shows no certificate', async () => {
  const ca = chain.root.cert;
  const first = await connect({ ca });
  assert.is(refusal(first, 'localhost', [[chain.leaf.pin]]), undefined);
  const session = first.getSession();
  first.destroy();
  const second = await connect({ ca, ...(session && { session }) });
  assert.ok(second.isSessionReused());
  const refused = refusal(second, 'localhost', [[chain.leaf.pin]]);
  assert.equal([refused instanceof PinMismatch, Object(refused).presented], [true, []]);
  second.destroy();
});

test('a connection without TLS is refused', () => {
  const refused = refusal(new net.Socket(), 'localhost', [[chain.leaf.pin]]);
  assert.equal([refused instanceof PinMismatch, Object(refused).presented], [true, []]);
});

test.run();
