/** Where the reference server is: the base addresses that a case may use, each without a slash at its end. */
export interface ServerAddress {
  readonly http: string;
  /** The same server under another origin. */
  readonly other: string;
  /** Nobody listens here. */
  readonly refused: string;
  /** HTTPS; absent where the subject cannot be made to trust the authority. */
  readonly https?: HttpsAddress;
}

/** HTTPS under the server's own authority, and the ways in which a certificate can be wrong. */
export interface HttpsAddress {
  /** HTTP/1.1 and HTTP/2, by ALPN. */
  readonly base: string;
  /** The same under another origin. */
  readonly other: string;
  /** A certificate for another name. */
  readonly wrongName: string;
  /** The same authority and name, and another key. */
  readonly otherKey: string;
  /** A certificate of yesterday. */
  readonly expired: string;
  /** A certificate of an authority that nobody knows. */
  readonly unknownAuthority: string;
  /** The right certificates, followed by one that bears the authority's name, but has signed none of them. */
  readonly sentAlong: string;
  /** Does not speak TLS at all. */
  readonly notTls: string;
  /** The pins of `base`, of what `sentAlong` sends along, and of the leaves of `otherKey` and `unknownAuthority`. */
  readonly pins: {
    readonly leaf: string;
    readonly issuer: string;
    readonly authority: string;
    readonly stranger: string;
    readonly otherKey: string;
    readonly unknown: string;
  };
}

/** What the server saw of one request. */
export interface Seen {
  readonly method: string;
  /** The request-target as it stood on the wire, without the case's token: `/p?a=1`. */
  readonly target: string;
  /** `1.1` or `2.0`. */
  readonly version: string;
  /** As they stood on the wire, in order. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** The body's bytes in hex, as far as they came. */
  readonly body: string;
  /** The body as UTF-8. */
  readonly text: string;
  /** Requests with the same number came over the same connection. */
  readonly connection: number;
  /** How many requests had come over that connection before, of this case or not. */
  readonly earlier: number;
  readonly secure: boolean;
  /** `left`: the client closed before the response was whole. */
  readonly state: 'open' | 'answered' | 'left';
}

/** The value of a header that the server saw, its repeats joined with `, `; undefined where it did not come. */
export function seenHeader(seen: Seen, name: string): string | undefined {
  const values = seen.headers.filter(([key]) => key.toLowerCase() === name).map(([, value]) => value);
  return values.length === 0 ? undefined : values.join(', ');
}
