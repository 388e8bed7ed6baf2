// Not from ./undici.ts: undici's own files have no types, and users see this one.
import type { Dispatcher } from 'undici';

/** A certificate or key: PEM text, or its bytes. */
export type Pem = string | Uint8Array;

/** How requests travel from this process. Checked once, by `createRequest`. */
export interface NodeOptions {
  /** Trusted authorities, in place of Node's own list. */
  readonly ca?: Pem | readonly Pem[];
  /** Client certificate chain, for servers that ask for one. */
  readonly cert?: Pem;
  /** The client certificate's private key. */
  readonly key?: Pem;
  /** Connections per origin; the rest wait. Default: no limit. */
  readonly connections?: number;
  /** How long an idle connection is kept, in ms, unless the server says otherwise. Default 4000. */
  readonly keepAliveTimeout?: number;
  /** How long a connection may take to stand, TLS included, in ms. Default 10000. */
  readonly connectTimeout?: number;
  /** A proxy's URL, or `'env'` for HTTP_PROXY, HTTPS_PROXY and NO_PROXY. Default: none. */
  readonly proxy?: string;
  /** An undici dispatcher to use instead of our own, such as a MockAgent. It makes its own connections, so `certs` is refused. */
  readonly dispatcher?: Dispatcher;
}

/** The names of {@link NodeOptions}. */
export const optionNames: readonly (keyof NodeOptions)[] = [
  'ca',
  'cert',
  'key',
  'connections',
  'keepAliveTimeout',
  'connectTimeout',
  'proxy',
  'dispatcher',
];

type Check = readonly [what: string, holds: (value: unknown) => boolean];

/** Node passes over a `ca` that is none, such as a file's name, and trusts nobody. */
const isPem = (value: unknown): boolean =>
  (typeof value === 'string' || value instanceof Uint8Array) && Buffer.from(value).includes('-----BEGIN ');
const isPems = (value: unknown): boolean => isPem(value) || (Array.isArray(value) && value.every(isPem));
const isPositive = (value: unknown): boolean => typeof value === 'number' && value > 0 && value < Infinity;

const pem: Check = ['PEM, as text or bytes; not the name of a file', isPem];
const ms: Check = ['a number of milliseconds above 0', isPositive];

const checks: Record<keyof NodeOptions, Check> = {
  ca: ['PEM, as text or bytes, or an array of them; not the name of a file', isPems],
  cert: pem,
  key: pem,
  connections: ['a whole number above 0', value => Number.isInteger(value) && isPositive(value)],
  keepAliveTimeout: ms,
  connectTimeout: ms,
  proxy: ["'env', or an http: or https: URL", isProxy],
  dispatcher: ['an undici dispatcher', isDispatcher],
};

/** Throws a TypeError that names the option that is wrong. `undefined` counts as not given. */
export function checkOptions(options: NodeOptions): void {
  for (const name of optionNames) {
    const value = options[name];
    const [what, holds] = checks[name];
    if (value !== undefined && !holds(value)) throw wrong(name, `should be ${what}`);
  }
  if (options.dispatcher === undefined) return;
  for (const name of optionNames) {
    if (name !== 'dispatcher' && options[name] !== undefined) {
      throw wrong(name, 'has no effect on a dispatcher of your own: set it there');
    }
  }
}

function wrong(name: string, fault: string): TypeError {
  return new TypeError(`createRequest: host.${name} ${fault}`);
}

function isProxy(value: unknown): boolean {
  if (value === 'env') return true;
  return typeof value === 'string' && URL.canParse(value) && /^https?:$/.test(new URL(value).protocol);
}

function isDispatcher(value: unknown): boolean {
  return (
    typeof value === 'object' && value !== null && 'dispatch' in value && typeof value.dispatch === 'function'
  );
}
