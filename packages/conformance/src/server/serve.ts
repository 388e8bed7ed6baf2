import type { Server as TcpServer } from 'node:net';
import type { Http2Server } from 'node:http2';
import type { HttpsAddress, ServerAddress } from '../address.ts';
import type { Step } from '../script.ts';
import type { Authority, Shown } from './authority.ts';
import type { ControlState, Page } from './control.ts';
import type { Serve } from './listen.ts';
import type { Watch } from './secure.ts';
import { makeAuthority } from './authority.ts';
import { http2Server } from './http2.ts';
import { createLedgers } from './ledger.ts';
import { closedPort, closing, httpServer, listen, serving } from './listen.ts';
import { stepsFor } from './routes.ts';
import { createWatch, tlsServer } from './secure.ts';

/** Where to listen. */
export interface ServeOptions {
  /** Default 127.0.0.1. Give the machine's address in the network for phones. */
  readonly host?: string;
  /** The port of the plain HTTP address; default: any free one. */
  readonly port?: number;
  /** false: the address has no HTTPS, because the subject will not trust the authority. */
  readonly https?: boolean;
  /** false: HTTPS speaks HTTP/1.1 alone, so that the rules about single connections can be judged in pages. */
  readonly http2?: boolean;
  /** A stored root (PEM of key and certificate) in the place of one made for this run. */
  readonly root?: string;
  /** What it does at addresses of your own, `/TOKEN/path?query` without the token; undefined: as it does without you. */
  readonly steps?: (rest: string) => readonly Step[] | undefined;
  /** What `/` and `/~/suite.js` give to pages. */
  readonly page?: (path: string) => Page | undefined;
  /** Told of the text that a remote run posts to `/~/results`. */
  readonly onResults?: (text: string) => void;
}

/** A running reference server. */
export interface ReferenceServer {
  /** Where it listens. */
  readonly address: ServerAddress;
  /** PEM of the authority behind its HTTPS addresses: what the subject has to trust. */
  readonly authority: string;
  /** Closes every connection and listener. */
  close(): Promise<void>;
}

/** Opens listeners and remembers how to close them. */
interface Opening {
  readonly open: (server: TcpServer, port?: number) => Promise<number>;
  readonly close: () => Promise<void>;
}

function opening(host: string): Opening {
  const closers: (() => Promise<void>)[] = [];
  return {
    open: (server, port) => {
      closers.push(closing(server));
      return listen(server, host, port);
    },
    close: async () => {
      await Promise.all(closers.map(close => close()));
    },
  };
}

async function openHttps(
  authority: Authority,
  name: string,
  {
    serve,
    http2,
    watch,
    open,
  }: { serve: Serve; http2: Http2Server | undefined; watch: Watch; open: Opening['open'] },
): Promise<Omit<HttpsAddress, 'notTls'>> {
  const http1 = httpServer(serve, watch.asked);
  const at = async (shown: Shown): Promise<string> =>
    `https://${name}:${await open(tlsServer(shown, http1, http2, watch))}`;
  return {
    base: await at(authority.good),
    other: await at(authority.good),
    wrongName: await at(authority.wrongName),
    otherKey: await at(authority.otherKey),
    expired: await at(authority.expired),
    unknownAuthority: await at(authority.unknownAuthority),
    sentAlong: await at(authority.sentAlong),
    pins: authority.pins,
  };
}

/** Starts the reference server: the oracle that the cases talk to. */
export async function serve(options: ServeOptions = {}): Promise<ReferenceServer> {
  const { host = '127.0.0.1', port, https: withHttps = true, http2: withHttp2 = true } = options;
  // TLS has no server name for an IP address, and some clients refuse one: the loopback has a name.
  const name = host === '127.0.0.1' ? 'localhost' : host;
  const authority = makeAuthority([...new Set(['localhost', '127.0.0.1', name])], options.root);
  const watch = createWatch();
  const state: ControlState = {
    ledgers: createLedgers(),
    strays: watch.count,
    address: () => address,
    page: options.page ?? (() => undefined),
    steps: rest => options.steps?.(rest) ?? stepsFor(rest),
    onResults: options.onResults ?? (() => undefined),
  };
  const answering = serving(state);
  const http2 = withHttp2 ? http2Server(answering) : undefined;
  const { open, close } = opening(host);
  const first = await open(httpServer(answering), port);
  const second = await open(httpServer(answering));
  const address: ServerAddress = {
    http: `http://${host}:${first}`,
    other: `http://${host}:${second}`,
    refused: `http://${host}:${await closedPort(host)}`,
    ...(withHttps && {
      https: {
        ...(await openHttps(authority, name, { serve: answering, http2, watch, open })),
        notTls: `https://${name}:${first}`,
      },
    }),
  };
  return { address, authority: authority.pem, close };
}
