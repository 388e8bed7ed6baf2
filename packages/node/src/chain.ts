import { createHash, X509Certificate } from 'node:crypto';

/** A certificate as a socket shows it; Node's types leave out that there may be none. */
export interface Link {
  readonly raw?: Buffer;
  readonly issuerCertificate?: Link;
}

const mostLinks = 10;

/** The certificates that a socket shows: the leaf, then those above it, which are there by their names. That proves nothing. */
export function shownChain(leaf: Link): X509Certificate[] {
  const shown: X509Certificate[] = [];
  for (let link: Link | undefined = leaf; link?.raw !== undefined && shown.length <= mostLinks;) {
    const { raw, issuerCertificate: above }: Link = link;
    shown.push(new X509Certificate(raw));
    // A root's issuer is itself.
    link = above?.raw?.equals(raw) === true ? undefined : above;
  }
  return shown;
}

/**
 * The first of these, and those above it for as long as each has signed the one below (SPEC certs/match). Being sent along is
 * not enough, nor is bearing the issuer's name, nor having signed without being an authority, nor having been one once.
 */
export function signedChain(shown: readonly X509Certificate[]): X509Certificate[] {
  const chain: X509Certificate[] = [];
  for (const certificate of shown) {
    const below = chain.at(-1);
    if (below !== undefined && !hasSigned(certificate, below)) break;
    chain.push(certificate);
  }
  return chain;
}

/** Whether this is an authority, in its time, whose key verifies the signature of `below`. */
export function hasSigned(issuer: X509Certificate, below: X509Certificate): boolean {
  return issuer.ca && isInTime(issuer) && below.checkIssued(issuer) && below.verify(issuer.publicKey);
}

/**
 * OpenSSL passes over an expired certificate where another one bears the same name and key; the chain that a socket shows does
 * not. So the expired one need not be part of what has been verified.
 */
function isInTime({ validFrom, validTo }: X509Certificate): boolean {
  const now = Date.now();
  return Date.parse(validFrom) <= now && now <= Date.parse(validTo);
}

/** `sha256/` and the hash of the public key as it stands in the certificate (SPEC certs/format). */
export function pinOf({ publicKey }: X509Certificate): string {
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  return `sha256/${createHash('sha256').update(spki).digest('base64')}`;
}
