import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Identity } from './certificates.ts';

export type KeyType = 'RSA' | 'P-256' | 'Ed25519';

/** What openssl made: a key, a certificate for it, and its pin as the openssl command of SPEC certs/format prints it. */
export interface Made extends Identity {
  readonly name: string;
  readonly pin: string;
  /** Where the key and the certificate lie. */
  readonly file: string;
}

export interface Wanted {
  readonly name?: string;
  readonly type?: KeyType;
  /** Keeps this one's key. */
  readonly sameKeyAs?: Made;
  /** Signed by this one; else by itself. */
  readonly by?: Made;
  /** An authority; else a server's certificate for `hosts`. */
  readonly authority?: boolean;
  readonly hosts?: readonly string[];
  /** From now on; negative: it has expired. */
  readonly days?: number;
  /** Claims this one's key identifier, by which issuers are looked for. */
  readonly idOf?: Made;
}

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'wxreq-pins-'));
process.on('exit', () => {
  fs.rmSync(folder, { recursive: true, force: true });
});
let count = 0;

const keys: Readonly<Record<KeyType, readonly string[]>> = {
  RSA: ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048'],
  'P-256': ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256'],
  Ed25519: ['-algorithm', 'ED25519'],
};

function openssl(args: readonly string[], input: string | Buffer = ''): Buffer {
  return execFileSync('openssl', args, { input, stdio: ['pipe', 'pipe', 'pipe'], cwd: folder });
}

/** Makes a certificate, and a key for it unless told whose. */
export function make({
  name = 'localhost',
  type = 'P-256',
  sameKeyAs,
  by,
  authority = false,
  hosts = ['localhost'],
  days = 30,
  idOf,
}: Wanted): Made {
  count += 1;
  const file = path.join(folder, String(count));
  const key = sameKeyAs?.key ?? openssl(['genpkey', ...keys[type]]).toString();
  fs.writeFileSync(`${file}.key`, key);
  fs.writeFileSync(`${file}.pub`, openssl(['pkey', '-pubout'], key));
  const own = authority
    ? ['basicConstraints=critical,CA:TRUE', 'keyUsage=critical,keyCertSign,cRLSign']
    : ['basicConstraints=critical,CA:FALSE', `subjectAltName=${hosts.map(host => `DNS:${host}`).join()}`];
  if (idOf !== undefined) own.push(`subjectKeyIdentifier=${keyIdOf(idOf)}`);
  fs.writeFileSync(`${file}.ext`, own.join('\n'));
  const signer = by?.file ?? file;
  openssl([
    ...['x509', '-new', '-subj', `/CN=${name}`, '-days', String(days), '-extfile', `${file}.ext`],
    ...(by === undefined
      ? ['-key', `${file}.key`]
      : ['-force_pubkey', `${file}.pub`, '-CA', `${signer}.crt`, '-CAkey', `${signer}.key`]),
    ...['-out', `${file}.crt`],
  ]);
  return { name, key, cert: fs.readFileSync(`${file}.crt`, 'utf8'), pin: pinByOpenssl(`${file}.crt`), file };
}

function keyIdOf({ file }: Made): string {
  const text = openssl(['x509', '-in', `${file}.crt`, '-noout', '-ext', 'subjectKeyIdentifier']).toString();
  return /[0-9A-F:]{40,}/.exec(text)?.[0] ?? '';
}

/** The pin of a certificate's key, by the command that SPEC certs/format gives. */
export function pinByOpenssl(file: string): string {
  const publicKey = openssl(['x509', '-in', file, '-pubkey', '-noout']);
  const der = openssl(['pkey', '-pubin', '-outform', 'der'], publicKey);
  return `sha256/${openssl(['base64'], openssl(['dgst', '-sha256', '-binary'], der))
    .toString()
    .trim()}`;
}

/** A server's certificate, the authority above it, and the root that clients trust. */
export interface Chain {
  readonly root: Made;
  readonly issuer: Made;
  readonly leaf: Made;
  /** As a server with this chain would show it. */
  readonly shown: Identity;
}

/** A chain whose keys are all of one type. */
export function makeChain(type: KeyType = 'P-256'): Chain {
  const root = make({ name: `Root ${type}`, type, authority: true });
  const issuer = make({ name: `Issuer ${type}`, type, authority: true, by: root });
  const leaf = make({ type, by: issuer });
  return { root, issuer, leaf, shown: show(leaf, issuer) };
}

/** What a server shows: this certificate, and others that it merely sends along. */
export function show(leaf: Made, ...along: readonly Made[]): Identity {
  return { key: leaf.key, cert: [leaf, ...along].map(({ cert }) => cert).join('') };
}

/** A well-formed pin of a key that nobody has. */
export const wrong: string = `sha256/${'A'.repeat(43)}=`;
