import { once } from 'node:events';
import net from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';

/** A server on a free port of 127.0.0.1, and everything that hangs on it. */
export interface Running {
  readonly port: number;
  readonly sockets: ReadonlySet<Socket>;
  close(): Promise<void>;
}

/** Starts any kind of server; closing it closes its connections too. */
export async function start(server: Server): Promise<Running> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => {}).once('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    port,
    sockets,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** One connection that has been accepted, and what it has brought so far. */
export interface Peer {
  readonly socket: Socket;
  /** 0 for the first connection. */
  readonly index: number;
  /** The text of the next whole request head and its content-length's worth of body. */
  next(): Promise<string>;
}

export interface RawServer extends Running {
  /** How many connections there have been. */
  connections(): number;
  /** How many whole requests have come. */
  requests(): readonly string[];
}

/** A server of raw bytes: `serve` answers, or does not, as it likes. */
export async function startRaw(serve: (peer: Peer) => Promise<unknown> | unknown): Promise<RawServer> {
  let count = 0;
  const requests: string[] = [];
  const server = net.createServer(socket => {
    let text = '';
    let waiting: (() => void) | undefined;
    socket.setNoDelay(true).on('data', bytes => {
      text += bytes.toString('latin1');
      waiting?.();
    });
    const next = async (): Promise<string> => {
      for (;;) {
        const whole = wholeRequest(text);
        if (whole !== undefined) {
          text = text.slice(whole.length);
          requests.push(whole);
          return whole;
        }
        await new Promise<void>(resolve => (waiting = resolve));
      }
    };
    void serve({ socket, index: count++, next });
  });
  const running = await start(server);
  return { ...running, connections: () => count, requests: () => requests };
}

function wholeRequest(text: string): string | undefined {
  const end = text.indexOf('\r\n\r\n');
  if (end === -1) return undefined;
  const length = Number(/^content-length: (\d+)/im.exec(text.slice(0, end))?.[1] ?? 0);
  return text.length >= end + 4 + length ? text.slice(0, end + 4 + length) : undefined;
}

/** Ends a connection with a reset. */
export function reset(socket: Socket): void {
  socket.resetAndDestroy();
}
