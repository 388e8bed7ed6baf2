import type { X509Certificate } from 'node:crypto';
import fs from 'node:fs';
import { pinOf, signedChain } from '../chain.ts';
import { readArguments, usage } from './arguments.ts';
import { readCertificates, toChain } from './files.ts';
import { askServer } from './server.ts';

/** Prints pins to standard output, one a line, and doubts to standard error; gives the exit code. Throws what went wrong. */
export async function pinCommand(args: readonly string[]): Promise<number> {
  const asked = readArguments(args);
  if (asked === undefined) {
    console.log(usage);
    return 0;
  }
  if ('files' in asked) {
    ofFiles(asked.files);
    return 0;
  }
  const { hostname, port, ca } = asked;
  return ofServer(hostname, port, ca === undefined ? undefined : fs.readFileSync(ca));
}

async function ofServer(hostname: string, port: number, ca: Buffer | undefined): Promise<number> {
  const { certificates, doubt } = await askServer(hostname, port, ca);
  const chain = signedChain(certificates);
  for (const [index, certificate] of certificates.entries()) {
    const part = index === 0 ? 'leaf' : partOf(certificate);
    if (index >= chain.length) print('other', certificate, 'merely sent');
    else print(part, certificate, doubt === undefined ? 'verified' : 'not verified');
  }
  if (doubt === undefined) return 0;
  console.error(
    `${hostname}:${String(port)} is not trusted: ${doubt}. A request to it fails, whatever its pins.`,
  );
  return 1;
}

function ofFiles(files: readonly string[]): void {
  const certificates = files.flatMap(readCertificates);
  const chain = toChain(certificates);
  for (const certificate of chain) print(partOf(certificate), certificate, 'in the chain');
  for (const certificate of certificates) {
    if (!chain.includes(certificate)) print(partOf(certificate), certificate, 'in no chain');
  }
}

function partOf(certificate: X509Certificate): 'leaf' | 'issuer' | 'root' {
  if (!certificate.ca) return 'leaf';
  return certificate.checkIssued(certificate) ? 'root' : 'issuer';
}

function print(part: string, certificate: X509Certificate, state: string): void {
  const until = new Date(certificate.validTo).toISOString().slice(0, 10);
  const columns = [
    part.padEnd(6),
    pinOf(certificate),
    state.padEnd(12),
    `until ${until}`,
    nameOf(certificate),
  ];
  console.log(columns.join('  '));
}

/** A stranger's text, on one line and without what a terminal would obey. It is absent where it is empty, whatever Node's types say. */
function nameOf({ subject = '' }: { readonly subject?: string }): string {
  return subject.replace(/\n/g, ', ').replace(/[\x00-\x1f\x7f-\x9f]/g, '?');
}
