import type { AsyncResource } from 'node:async_hooks';
import type { Dispatcher } from './undici.ts';

/** A connection that requests wait for. */
export interface Waited {
  /** This request waits no more: it has been sent, or given up. */
  leave(ticket: Ticket): void;
}

/** A connection that has been given requests. */
export interface Carrier {
  /** One of them has ended. */
  ended(): void;
}

/** A request on its way to a connection. It travels in undici's options, the only thing that reaches the connection. */
export class Ticket {
  /** The connection that undici has chosen; undefined while it has not, and once the request is sent. */
  connection: Waited | undefined;
  /** The connection that has it, until it has ended there. */
  carrier: Carrier | undefined;
  /** The caller's async context, where somebody traces requests. */
  context: AsyncResource | undefined;

  /** It has ended on its connection, well or badly. */
  protected leaveCarrier(): void {
    const { carrier } = this;
    this.carrier = undefined;
    carrier?.ended();
  }
}

/** undici's options, with the ticket. */
export interface TicketOptions extends Dispatcher.DispatchOptions {
  readonly origin: string;
  readonly servername: string;
  readonly ticket: Ticket;
}

/** The ticket in these options, if they are ours. */
export function ticketOf(options: object): Ticket | undefined {
  return 'ticket' in options && options.ticket instanceof Ticket ? options.ticket : undefined;
}
