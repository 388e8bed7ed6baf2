import { X509Certificate } from 'node:crypto';
import fs from 'node:fs';
import { hasSigned } from '../chain.ts';

const pem = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/** The certificates in a file: as many as it has in PEM, or one in DER. Throws where there is none. */
export function readCertificates(file: string): X509Certificate[] {
  const bytes = fs.readFileSync(file);
  const blocks: readonly (string | Buffer)[] = bytes.toString('latin1').match(pem) ?? [bytes];
  try {
    return blocks.map(block => new X509Certificate(block));
  } catch {
    // OpenSSL's words would help nobody.
    const isKey = bytes.includes('PRIVATE KEY-----');
    throw new Error(`${file} holds ${isKey ? 'a private key, but ' : ''}no certificate in PEM or DER`);
  }
}

/** Certificates in the order of a chain, the leaf first: each has signed the one before it. What is in no chain is left out. */
export function toChain(certificates: readonly X509Certificate[]): X509Certificate[] {
  const rest = [...certificates];
  const chain: X509Certificate[] = [];
  let next = rest.find(({ ca }) => !ca) ?? rest[0];
  while (next !== undefined) {
    const below = next;
    chain.push(below);
    rest.splice(rest.indexOf(below), 1);
    next = rest.find(one => hasSigned(one, below));
  }
  return chain;
}
