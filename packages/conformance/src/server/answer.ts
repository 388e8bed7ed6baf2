import type { RawHeader } from '../script.ts';

/** A request as the server got it. */
export interface Incoming {
  readonly method: string;
  readonly target: string;
  readonly version: string;
  readonly headers: readonly RawHeader[];
  readonly connection: number;
  readonly secure: boolean;
  /** Reads the body to its end and tells each piece; resolves at its end or when the client has gone. */
  body(piece: (bytes: Uint8Array) => void): Promise<void>;
}

/** Where a response is written to: a socket, an HTTP/2 stream, or a sink in memory. */
export interface Answer {
  inform(status: number, headers: readonly RawHeader[]): void;
  head(status: number, headers: readonly RawHeader[], untilClose: boolean): void;
  body(bytes: Uint8Array): void;
  raw(bytes: Uint8Array): void;
  end(): void;
  /** Closes the connection as if that were the end. */
  cut(): void;
  /** Breaks the connection. */
  reset(): void;
  /** Called once if the client leaves before the end. */
  onLeft(tell: () => void): void;
}
