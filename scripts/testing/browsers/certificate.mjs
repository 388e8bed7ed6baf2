/** A certificate authority and a server certificate for the loopback, made on the spot, good for a day. */
import { execFileSync } from 'node:child_process';
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

/** @param {string} directory where the files go */
export function makeCertificate(directory) {
  const at = (/** @type {string} */ name) => path.join(directory, name);
  const openssl = (/** @type {string[]} */ ...args) =>
    execFileSync('openssl', args, { stdio: ['ignore', 'ignore', 'pipe'] });
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  openssl(
    'req',
    '-x509',
    ...key,
    '-days',
    '1',
    '-subj',
    '/CN=wxreq tests',
    '-keyout',
    at('ca.key'),
    '-out',
    at('ca.crt'),
  );
  openssl('req', ...key, '-subj', '/CN=localhost', '-keyout', at('server.key'), '-out', at('server.csr'));
  fs.writeFileSync(at('san.txt'), 'subjectAltName=DNS:localhost,IP:127.0.0.1\nextendedKeyUsage=serverAuth\n');
  const signer = ['-CA', at('ca.crt'), '-CAkey', at('ca.key'), '-CAcreateserial', '-days', '1'];
  openssl(
    'x509',
    '-req',
    '-in',
    at('server.csr'),
    ...signer,
    '-extfile',
    at('san.txt'),
    '-out',
    at('server.crt'),
  );
  const cert = fs.readFileSync(at('server.crt'));
  const spki = new crypto.X509Certificate(cert).publicKey.export({ type: 'spki', format: 'der' });
  return {
    key: fs.readFileSync(at('server.key')),
    cert,
    trust: { ca: at('ca.crt'), spki: crypto.createHash('sha256').update(spki).digest('base64') },
  };
}
