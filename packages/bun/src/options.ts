import type { OptionCheck } from '@wxreq/core';

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
const isPems = (value: unknown): boolean => (Array.isArray(value) ? value.every(isPem) : isPem(value));

/** What core is to make of them. */
export const options: Readonly<Record<keyof BunOptions, OptionCheck>> = {
  ca: isPems,
  cert: isPem,
  key: isPem,
};

/** Throws a TypeError that names the wrong option: this is configuration, not a request. */
export function checkOptions({ ca, cert, key }: BunOptions): void {
  const right = { ca: isPems(ca), cert: isPem(cert), key: isPem(key) };
  for (const [name, value] of Object.entries({ ca, cert, key })) {
    if (value !== undefined && !Reflect.get(right, name))
      throw new TypeError(`createRequest: host.${name} should be PEM text or bytes`);
  }
}
