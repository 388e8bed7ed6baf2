import { generate } from 'selfsigned';

/** A key and a certificate, as PEM. */
export interface Identity {
  readonly key: string;
  readonly cert: string;
}

export interface Wanted {
  readonly names?: readonly string[];
  readonly from?: Date;
  readonly until?: Date;
  /** Not for servers. */
  readonly forClients?: boolean;
  /** Signed by this authority, else by itself. */
  readonly by?: Identity | undefined;
}

/** A certificate authority. */
export async function makeAuthority(name = 'Test Authority', by?: Identity): Promise<Identity> {
  const made = await generate([{ name: 'commonName', value: name }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, digitalSignature: true, critical: true },
    ],
    ...(by === undefined ? {} : { ca: by }),
  });
  return { key: made.private, cert: made.cert };
}

/** A server's certificate: for localhost and 127.0.0.1, valid now, unless told otherwise. */
export async function makeIdentity({
  names = ['localhost'],
  from,
  until,
  forClients = false,
  by,
}: Wanted = {}): Promise<Identity> {
  const made = await generate([{ name: 'commonName', value: names[0] ?? 'localhost' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    notBeforeDate: from ?? new Date(Date.now() - 60_000),
    notAfterDate: until ?? new Date(Date.now() + 3_600_000),
    extensions: [
      { name: 'basicConstraints', cA: false },
      { name: 'extKeyUsage', serverAuth: !forClients, clientAuth: true },
      {
        name: 'subjectAltName',
        altNames: [
          ...names.map(value => ({ type: 2 as const, value })),
          ...(names.includes('localhost') ? [{ type: 7 as const, ip: '127.0.0.1' }] : []),
        ],
      },
    ],
    ...(by === undefined ? {} : { ca: by }),
  });
  return { key: made.private, cert: made.cert };
}
