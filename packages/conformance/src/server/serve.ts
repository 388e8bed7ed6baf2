import type { ServerAddress } from '../address.ts';
import type { ControlState } from './control.ts';
import { createLedgers } from './ledger.ts';
import { closedPort, closing, httpServer, listen } from './listen.ts';

/** Where to listen. */
export interface ServeOptions {
  /** Default 127.0.0.1. Give the machine's address in the network for phones. */
  readonly host?: string;
  /** The port of the plain HTTP address; default: any free one. */
  readonly port?: number;
}

/** A running reference server. */
export interface ReferenceServer {
  readonly address: ServerAddress;
  close(): Promise<void>;
}

/** Starts the reference server: the oracle that the cases talk to. */
export async function serve({ host = '127.0.0.1', port = 0 }: ServeOptions = {}): Promise<ReferenceServer> {
  const state: ControlState = { ledgers: createLedgers(), strays: () => 0, address: () => address };
  const servers = [httpServer(state), httpServer(state)] as const;
  const closers = servers.map(closing);
  const [first, second] = [await listen(servers[0], host, port), await listen(servers[1], host)];
  const at = (number: number): string => `http://${host}:${String(number)}`;
  const address: ServerAddress = { http: at(first), other: at(second), refused: at(await closedPort(host)) };
  return {
    address,
    close: async () => {
      await Promise.all(closers.map(close => close()));
    },
  };
}
