import type { SendingWire } from './profile.ts';
import type { SocketRecord } from './sockets.ts';

const safe: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE']);

/** The way one request went out, and whether it may go out once more (SPEC transport/resend). */
export class Sending {
  /** It went out over HTTP/2. */
  http2 = false;
  #socket: SendingWire | undefined;
  #record: SocketRecord | undefined;
  /** Its connection had carried a response when it went out. Others that wait on it do not count: over HTTP/2 they may. */
  #reused = false;
  #bytesBefore = 0;
  #again = false;

  /** Its head is being written to this socket. */
  sent(socket: SendingWire, record: SocketRecord): void {
    this.http2 = record.http2;
    this.#socket = socket;
    this.#record = record;
    this.#reused = record.answered;
    if (this.#reused) this.#bytesBefore = socket.bytesRead;
  }

  /** The final response's head is here. */
  answered(): void {
    if (this.#record !== undefined) this.#record.answered = true;
  }

  /**
   * True once, and only for a safe request whose connection had carried a response before and brought not a byte for this one:
   * most likely it was closing already. `status` is 0 before the head has come; over HTTP/2, other streams have their bytes.
   */
  again(method: string, status: number): boolean {
    const silent = status === 0 && (this.http2 || this.#socket?.bytesRead === this.#bytesBefore);
    if (this.#again || !this.#reused || !silent || !safe.has(method)) return false;
    this.#again = true;
    return true;
  }
}
