/** A header as the server writes it. */
export type RawHeader = readonly [name: string, value: string];

/** The bytes of a body: text (UTF-8), bytes in hex, or a number of bytes `x`. */
export type Bytes = { readonly text: string } | { readonly hex: string } | { readonly fill: number };

/** One thing the reference server does with a request. It does them in order; after the last it ends the response. */
export type Step =
  /** An informational head: 102, 103. */
  | { readonly inform: number; readonly headers?: readonly RawHeader[] }
  /**
   * The head. Without `content-length`, the server adds the right one where it knows the whole body, else it sends
   * chunks; `until: 'close'` frames the body by closing the connection; `pad` makes the head larger by so many bytes.
   */
  | {
      readonly head: number;
      readonly headers?: readonly RawHeader[];
      readonly until?: 'close';
      readonly pad?: number;
    }
  /** Body bytes; `as`: encoded by these codings in this order; `drop`: without the last so many encoded bytes. */
  | { readonly send: Bytes; readonly as?: readonly Coding[]; readonly drop?: number }
  /** Pieces of one gzip stream, flushed one by one; before each but the first it waits for `go('piece')`. */
  | { readonly pieces: readonly string[] }
  /** Waits so many milliseconds: for people who watch. A case waits for a `go`. */
  | { readonly pause: number }
  /** Waits until the case says `go(name)`; each `go` lets one wait pass. */
  | { readonly wait: string }
  /** Latin-1 text straight to the socket, in the place of an HTTP response. */
  | { readonly raw: string }
  /**
   * Ends here: `cut` closes the connection (FIN), `reset` resets it (RST), `stall` says nothing more. `first`: only for the
   * first so many requests to this address; the others go on to the next step.
   */
  | { readonly stop: 'cut' | 'reset' | 'stall'; readonly first?: number };

/** A content coding that the server can apply. `deflate-raw` is `deflate` without the zlib wrapper, as some servers send it. */
export type Coding = 'gzip' | 'deflate' | 'deflate-raw' | 'br';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Base64url of an ASCII text, by hand: a mini-program has neither Buffer nor btoa. */
function base64url(ascii: string): string {
  let out = '';
  for (let i = 0; i < ascii.length; i += 3) {
    const count = Math.min(3, ascii.length - i);
    let bits = 0;
    for (let k = 0; k < 3; k++) bits = bits * 256 + (k < count ? ascii.charCodeAt(i + k) : 0);
    for (let k = 0; k <= count; k++) out += alphabet.charAt(Math.floor(bits / 64 ** (3 - k)) % 64);
  }
  return out;
}

/** The path segment that tells the server what to do: base64url of the steps as JSON, in ASCII. */
export function encodeScript(steps: readonly Step[]): string {
  const json = JSON.stringify(steps).replace(
    /[\u007f-\uffff]/g,
    c => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return base64url(json);
}
