import type { KeyObject } from 'node:crypto';
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { isIP } from 'node:net';
import { bits, der, integer, oid, sequence, time } from './der.ts';

/** A certificate with its key. */
export interface Identity {
  readonly name: string;
  readonly key: KeyObject;
  /** PEM of the key. */
  readonly keyPem: string;
  /** PEM of the certificate. */
  readonly pem: string;
  /** `sha256/…` (SPEC certs/format). */
  readonly pin: string;
}

/** What to put into a certificate. */
export interface CertificateOptions {
  readonly name: string;
  /** DNS names and IP addresses of a server; absent: an authority. */
  readonly hosts?: readonly string[];
  /** Who signs; absent: itself. */
  readonly issuer?: Identity;
  /** Default: from yesterday for a month. */
  readonly from?: Date;
  readonly until?: Date;
}

const day = 24 * 3600 * 1000;
const ecdsaWithSha256 = sequence(oid('1.2.840.10045.4.3.2'));

function distinguishedName(name: string): Buffer {
  return sequence(der(0x31, sequence(oid('2.5.4.3'), der(0x0c, Buffer.from(name)))));
}

function generalName(host: string): Buffer {
  if (isIP(host) === 4) return der(0x87, Buffer.from(host.split('.').map(Number)));
  return der(0x82, Buffer.from(host));
}

function extension(id: string, critical: boolean, value: Buffer): Buffer {
  return sequence(oid(id), ...(critical ? [der(0x01, Buffer.from([255]))] : []), der(0x04, value));
}

function extensions(hosts: readonly string[] | undefined): Buffer {
  const own =
    hosts === undefined
      ? [
          extension('2.5.29.19', true, sequence(der(0x01, Buffer.from([255])))),
          extension('2.5.29.15', true, der(0x03, Buffer.from([1, 0x06]))),
        ]
      : [
          extension('2.5.29.19', true, sequence()),
          extension('2.5.29.15', true, der(0x03, Buffer.from([7, 0x80]))),
          extension('2.5.29.37', false, sequence(oid('1.3.6.1.5.5.7.3.1'))),
          extension('2.5.29.17', false, sequence(...hosts.map(generalName))),
        ];
  return der(0xa3, sequence(...own));
}

function toPem(bytes: Buffer): string {
  const lines = bytes.toString('base64').replace(/.{64}(?=.)/g, '$&\n');
  return `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`;
}

/**
 * Makes an X.509 v3 certificate on P-256. By hand, on node:crypto: the suite needs certificates that are wrong in chosen
 * ways, on machines without openssl too, and a library for that would be a dependency of everyone who runs it.
 */
export function makeCertificate(options: CertificateOptions): Identity {
  const {
    name,
    hosts,
    issuer,
    from = new Date(Date.now() - day),
    until = new Date(Date.now() + 30 * day),
  } = options;
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  const signed = sequence(
    der(0xa0, integer(Buffer.from([2]))),
    integer(Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    ecdsaWithSha256,
    distinguishedName(issuer?.name ?? name),
    sequence(time(from), time(until)),
    distinguishedName(name),
    spki,
    extensions(hosts),
  );
  const signature = sign('sha256', signed, issuer?.key ?? privateKey);
  return {
    name,
    key: privateKey,
    keyPem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    pem: toPem(sequence(signed, ecdsaWithSha256, bits(signature))),
    pin: `sha256/${createHash('sha256').update(spki).digest('base64')}`,
  };
}
