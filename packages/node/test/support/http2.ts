import http2 from 'node:http2';
import type { Http2Session, Http2ServerRequest, Http2ServerResponse } from 'node:http2';
import type { Identity } from './certificates.ts';
import { start } from './servers.ts';
import type { Running } from './servers.ts';

interface Server extends Running {
  readonly url: string;
  /** Those that were ever opened. */
  readonly sessions: readonly Http2Session[];
}

type Serve = (request: Http2ServerRequest, response: Http2ServerResponse) => unknown;

/** A server that speaks HTTP/2, and HTTP/1.1 unless told otherwise. */
export async function startHttp2(identity: Identity, serve: Serve, allowHTTP1 = true): Promise<Server> {
  const sessions: Http2Session[] = [];
  const server = http2.createSecureServer(
    { ...identity, allowHTTP1 },
    (request, response) => void serve(request, response),
  );
  server.on('session', session => sessions.push(session.on('error', () => {})));
  server.on('sessionError', () => {});
  const running = await start(server);
  return { ...running, sessions, url: `https://localhost:${running.port}/` };
}
