/** A certificate or key: PEM text, or its bytes. */
export type Pem = string | Uint8Array;

/** How requests travel from this process. Checked once, by `createRequest`. */
export interface BunOptions {
  /** Trusted authorities, in place of Bun's own list. */
  readonly ca?: Pem | readonly Pem[] | undefined;
  /** Client certificate chain, for servers that ask for one. */
  readonly cert?: Pem | undefined;
  /** The client certificate's private key. */
  readonly key?: Pem | undefined;
}

const isPem = (value: unknown): boolean => typeof value === 'string' || value instanceof Uint8Array;

/** Throws a TypeError that names the wrong option: this is configuration, not a request. */
export function checkOptions({ ca, cert, key }: BunOptions): void {
  const pems: Readonly<Record<string, unknown>> = { cert, key };
  const all = Array.isArray(ca) ? ca.map((one: unknown) => ['ca', one] as const) : [['ca', ca] as const];
  for (const [name, value] of [...all, ...Object.entries(pems)]) {
    if (value !== undefined && !isPem(value))
      throw new TypeError(`createRequest: host.${name} should be PEM text or bytes`);
  }
}
