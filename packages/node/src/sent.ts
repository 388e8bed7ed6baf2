import { channel, subscribe } from 'node:diagnostics_channel';
import type { SendingWire } from './profile.ts';

/** A request that is about to be written to a socket, which undici does not tell its handler. */
export interface Sender {
  /** The head is being written to this socket. */
  onSent(socket: SendingWire): void;
}

let expected: readonly [abort: unknown, sender: Sender] | undefined;
let watching = false;

const created = channel('undici:request:create');

/** Somebody else listens when requests are made, such as OpenTelemetry: they should be made in the caller's context. */
export function isTraced(): boolean {
  return created.hasSubscribers;
}

/** Makes `onSent` known from now on. undici's diagnostics channel is the only place where request and socket meet. */
export function watchSockets(): void {
  if (watching) return;
  watching = true;
  subscribe('undici:client:sendHeaders', message => {
    if (expected === undefined || !isSending(message)) return;
    const [abort, sender] = expected;
    if (message.request.abort === abort) sender.onSent(message.socket);
    expected = undefined;
  });
}

/**
 * This request is written next: undici says so, and writes in one go. `abort` is what undici lets it be aborted with, which is
 * each request's own and stands in what the channel tells, too; so nobody gets another's socket.
 */
export function expectSocket(sender: Sender, abort: unknown): void {
  expected = [abort, sender];
}

interface Sending {
  readonly request: { readonly abort?: unknown };
  readonly socket: SendingWire;
}

function isSending(message: unknown): message is Sending {
  return typeof message === 'object' && message !== null && 'request' in message && 'socket' in message;
}
