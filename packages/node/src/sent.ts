import { channel, subscribe } from 'node:diagnostics_channel';
import type { SendingWire } from './profile.ts';

/** A request that is about to be written to a socket, which undici does not tell its handler. */
export interface Sender {
  readonly outgoing: { readonly method: string; readonly path: string };
  /** The head is being written to this socket. */
  onSent(socket: SendingWire): void;
}

let starting: Sender | undefined;
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
    const sender = starting;
    starting = undefined;
    if (sender !== undefined && isSending(message) && isOf(sender, message.request))
      sender.onSent(message.socket);
  });
}

/** This request is written next. undici says so and writes in one go, so there is only one at a time. */
export function expectSocket(sender: Sender | undefined): void {
  starting = sender;
}

interface Sending {
  readonly request: { readonly method: string; readonly path: string };
  readonly socket: SendingWire;
}

function isSending(message: unknown): message is Sending {
  return typeof message === 'object' && message !== null && 'request' in message && 'socket' in message;
}

/** A proxy gets the whole URL as path. */
function isOf({ outgoing }: Sender, { method, path }: Sending['request']): boolean {
  return method === outgoing.method && (path === outgoing.path || path.endsWith(outgoing.path));
}
