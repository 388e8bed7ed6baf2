const safe: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE']);

/** What is known of an exchange that has failed. */
export interface Lost {
  readonly method: string;
  /** How many requests the connection has carried, this one included. */
  readonly requests: number;
  /** A byte of this response has come. */
  readonly answered: boolean;
  /** It was sent again already. */
  readonly resent: boolean;
}

/**
 * May this request be sent once more, on a fresh connection (SPEC transport/resend)? Only where the connection had carried a
 * response before and brought nothing for this one: then it was most likely closing already when the request was sent.
 */
export function mayResend({ method, requests, answered, resent }: Lost): boolean {
  return safe.has(method) && requests > 1 && !answered && !resent;
}
