import http from 'node:http';
import net from 'node:net';
import type { Socket } from 'node:net';
import { start } from './servers.ts';
import type { Running } from './servers.ts';

interface Proxy extends Running {
  readonly url: string;
  /** The request lines it has seen. */
  readonly seen: readonly string[];
}

interface Ways {
  readonly status?: number;
  onTunnel?(socket: Socket): void;
}

/** A proxy that does its work, or answers everything with a status. */
export async function startProxy({ status, onTunnel }: Ways = {}): Promise<Proxy> {
  const seen: string[] = [];
  const server = http.createServer((request, response) => {
    seen.push(`${request.method} ${request.url} ${request.headers.host}`);
    if (status !== undefined) return void response.writeHead(status).end();
    const { method, headers } = request;
    request.pipe(
      http.request(
        String(request.url),
        { method, headers },
        answer => void answer.pipe(response.writeHead(answer.statusCode ?? 0)),
      ),
    );
  });
  server.on('connect', (request, socket: Socket) => {
    seen.push(`CONNECT ${request.url}`);
    socket.on('error', () => {});
    if (onTunnel !== undefined) return onTunnel(socket);
    if (status !== undefined) return void socket.end(`HTTP/1.1 ${status} No\r\n\r\n`);
    const [host = '', port] = String(request.url).split(':');
    const upstream = net.connect(Number(port), host, () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      upstream.pipe(socket).pipe(upstream);
    });
    upstream.on('error', () => socket.destroy());
  });
  const running = await start(server);
  return { ...running, seen, url: `http://127.0.0.1:${running.port}` };
}
