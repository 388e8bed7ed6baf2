import http from 'node:http';
import https from 'node:https';
import net from 'node:net';
import type { Socket } from 'node:net';
import type { Identity } from './certificates.ts';
import { start } from './servers.ts';
import type { Running } from './servers.ts';

/** A proxy that opens tunnels and does nothing else. */
export interface Tunnel extends Running {
  readonly url: string;
  /** Where it was asked to go. */
  readonly asked: readonly string[];
}

/** Starts one; with an identity, one that is spoken to over TLS. */
export async function startTunnel(identity?: Identity): Promise<Tunnel> {
  const asked: string[] = [];
  const server = identity === undefined ? http.createServer() : https.createServer(identity);
  server.on('connect', (request, socket: Socket) => {
    asked.push(String(request.url));
    const [host = '', port] = String(request.url).split(':');
    const upstream = net.connect(Number(port), host === 'localhost' ? '127.0.0.1' : host, () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      upstream.pipe(socket).pipe(upstream);
    });
    socket.on('error', () => upstream.destroy());
    upstream.on('error', () => socket.destroy());
  });
  const running = await start(server);
  return {
    ...running,
    asked,
    url: `${identity === undefined ? 'http' : 'https'}://localhost:${running.port}`,
  };
}
