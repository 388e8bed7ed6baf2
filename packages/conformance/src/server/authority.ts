import type { Identity } from './certificate.ts';
import { createHash, createPrivateKey, X509Certificate } from 'node:crypto';
import { makeCertificate } from './certificate.ts';

/** What a TLS listener shows. */
export interface Shown {
  readonly key: string;
  /** The leaf first, then what is sent along. */
  readonly cert: string;
}

/** An authority of this run's own, and every certificate that the cases need. */
export interface Authority {
  /** What a subject has to trust. */
  readonly pem: string;
  readonly good: Shown;
  readonly wrongName: Shown;
  readonly otherKey: Shown;
  readonly expired: Shown;
  readonly unknownAuthority: Shown;
  readonly sentAlong: Shown;
  readonly pins: {
    readonly leaf: string;
    readonly issuer: string;
    readonly authority: string;
    readonly stranger: string;
    readonly otherKey: string;
    readonly unknown: string;
  };
}

const rootName = 'wxreq conformance authority';
const tenYears = 3652 * 24 * 3600 * 1000;

/** A root to keep, for devices that are told once to trust it: PEM of the key and the certificate. */
export function makeRoot(): string {
  const { keyPem, pem } = makeCertificate({ name: rootName, until: new Date(Date.now() + tenYears) });
  return keyPem + pem;
}

function readRoot(stored: string): Identity {
  const certificate = new X509Certificate(stored);
  if (certificate.subject !== `CN=${rootName}`)
    throw new TypeError('this authority was not made by wxreq-conformance');
  const spki = certificate.publicKey.export({ type: 'spki', format: 'der' });
  return {
    name: rootName,
    key: createPrivateKey(stored),
    keyPem: stored,
    pem: certificate.toString(),
    pin: `sha256/${createHash('sha256').update(spki).digest('base64')}`,
  };
}

/** Makes them, in a few milliseconds; nothing is kept on disk. `stored`: a root from {@link makeRoot}. */
export function makeAuthority(hosts: readonly string[], stored?: string): Authority {
  const root = stored === undefined ? makeCertificate({ name: rootName }) : readRoot(stored);
  const issuer = makeCertificate({ name: 'wxreq conformance issuer', issuer: root });
  const impostor = makeCertificate({ name: rootName });
  const stranger = makeCertificate({ name: 'wxreq conformance stranger' });
  const unknown = makeCertificate({ name: 'unknown', hosts, issuer: stranger });
  const leaf = makeCertificate({ name: 'server', hosts, issuer });
  const second = makeCertificate({ name: 'second server', hosts, issuer });
  const yesterday = new Date(Date.now() - 24 * 3600 * 1000);
  const long = new Date(Date.now() - 30 * 24 * 3600 * 1000);
  const shown = ({ keyPem, pem }: Identity, ...along: readonly Identity[]): Shown => ({
    key: keyPem,
    cert: [pem, ...along.map(one => one.pem)].join(''),
  });
  return {
    pem: root.pem,
    good: shown(leaf, issuer),
    wrongName: shown(makeCertificate({ name: 'other', hosts: ['other.test'], issuer }), issuer),
    otherKey: shown(second, issuer),
    expired: shown(makeCertificate({ name: 'old', hosts, issuer, from: long, until: yesterday }), issuer),
    unknownAuthority: shown(unknown),
    sentAlong: shown(leaf, issuer, impostor),
    pins: {
      ...{ leaf: leaf.pin, issuer: issuer.pin, authority: root.pin },
      ...{ stranger: impostor.pin, otherKey: second.pin, unknown: unknown.pin },
    },
  };
}
