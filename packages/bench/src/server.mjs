/**
 * The other end, in a process of its own: canned answers from a bare TCP server, so that it is never the slow side.
 * Tells its ports, and the certificate of the one with TLS. `/small` 193 bytes of JSON, `/large` 1.5 MB of JSON, `/download` 64 MiB, `/stream` 1 GiB.
 */
import { once } from 'node:events';
import net from 'node:net';
import tls from 'node:tls';
import { makeCertificate } from './certificate.mjs';

const mebibyte = 1024 * 1024;

const small = JSON.stringify({
  id: 42,
  name: 'Ada Lovelace',
  tags: ['first', 'programmer'],
  note: 'x'.repeat(122),
});
const row = {
  id: 123456,
  name: 'Ada Lovelace',
  score: 98.75,
  active: true,
  tags: ['a', 'b'],
  note: 'x'.repeat(60),
};
const large = JSON.stringify(Array.from({ length: 10_000 }, (_, id) => ({ ...row, id })));

function head(type, length) {
  const lines = [
    'HTTP/1.1 200 OK',
    'server: bench',
    'date: Thu, 01 Jan 2026 00:00:00 GMT',
    `content-type: ${type}`,
  ];
  return Buffer.from([...lines, `content-length: ${length}`, 'connection: keep-alive', '', ''].join('\r\n'));
}

const withHead = (type, body) => [Buffer.concat([head(type, body.length), body])];
const block = Buffer.alloc(mebibyte, 'x');
const answers = {
  '/small': withHead('application/json', Buffer.from(small)),
  '/large': withHead('application/json', Buffer.from(large)),
  '/download': [head('application/octet-stream', 64 * mebibyte), ...Array(64).fill(block)],
  '/stream': [head('application/octet-stream', 1024 * mebibyte), ...Array(1024).fill(block)],
};

function serve(socket) {
  let text = '';
  let turn = Promise.resolve();
  socket.setNoDelay(true);
  socket.on('error', () => {}); // a client that goes away is no matter here
  socket.on('data', bytes => {
    text += bytes.toString('latin1');
    for (let end = text.indexOf('\r\n\r\n'); end !== -1; end = text.indexOf('\r\n\r\n')) {
      const parts = answers[text.slice(4, text.indexOf(' ', 4))];
      text = text.slice(end + 4);
      if (parts?.length === 1) socket.write(parts[0]);
      else turn = turn.then(() => send(socket, parts ?? []));
    }
  });
}

async function send(socket, parts) {
  for (const part of parts) {
    if (socket.destroyed) return;
    if (socket.write(part)) continue;
    await new Promise(resolve => {
      const go = () => {
        socket.off('drain', go).off('close', go);
        resolve();
      };
      socket.on('drain', go).on('close', go);
    });
  }
}

const { key, cert, pin } = makeCertificate();
const [port, securePort] = await Promise.all(
  [net.createServer(serve), tls.createServer({ key, cert }, serve)].map(async server => {
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const address = server.address();
    return typeof address === 'object' ? address?.port : undefined;
  }),
);
process.send?.({ port, secure: { port: securePort, cert, pin } });
process.on('disconnect', () => process.exit());
