import type { Abilities } from './needs.ts';
import type { ServerAddress } from './address.ts';

/** An async context of the subject's runtime, for SPEC call/async-context: `AsyncLocalStorage`'s two methods. */
export interface AsyncContext {
  /** Calls `callback` with `value` as the context's store. */
  run<R>(value: string, callback: () => R): R;
  /** The store of the context that this is called in. */
  getStore(): string | undefined;
}

/** What an adapter for `@wxreq/core` says of itself, as far as the suite looks at it. */
export interface Statement {
  readonly name?: string;
  readonly supports: Omit<Partial<Abilities>, 'hops' | 'pins'> & {
    readonly hops?: unknown;
    readonly pins?: unknown;
  };
  readonly defaults?: { readonly contentType?: 'always' | 'with-body'; readonly baseUrl?: unknown };
}

/**
 * A `wx.request` of anyone's, whatever type it gives its options. Taken from a method's signature, because those alone may
 * ask for more than `object`.
 */
export type RequestFunction = { request(options: object): unknown }['request'];

/** What is judged: `createRequest`, or, where there are no host options, `request`. */
export interface Subject {
  /** Shown in the report. */
  readonly name?: string;
  /** A `wx.request`, of whatever make. Cases that need host options do not apply to it. */
  request?(options: object): unknown;
  /** Makes a `wx.request` with these host options (SPEC §8). */
  createRequest?(host: object): RequestFunction;
  /** The adapter of `@wxreq/core` behind it: its statement says which cases apply. */
  readonly adapter?: Statement;
  /** What it can do, where that differs from the adapter's statement, or from everything. */
  readonly supports?: Partial<Abilities>;
  readonly asyncContext?: AsyncContext;
  /** Rules that it is known to break, by the case's id, with the reason. One that it keeps after all fails the run. */
  readonly deviations?: Readonly<Record<string, string>>;
}

const everyMethod = ['OPTIONS', 'GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'TRACE', 'CONNECT'];
const everyFailure = [
  'dns',
  'refused',
  'reset',
  'cert-name',
  'cert-date',
  'cert-authority',
  'tls',
  'protocol',
  'head-size',
  'encoding',
  'pin',
];

/** What cases may ask of this subject: its adapter's statement, corrected by its own; where nothing is stated, everything. */
export function abilitiesOf(subject: Subject, server: ServerAddress): Abilities {
  const { adapter } = subject;
  const stated = adapter?.supports;
  return {
    methods: stated?.methods ?? everyMethod,
    unsendableHeaders: stated?.unsendableHeaders ?? [],
    chunks: stated?.chunks ?? true,
    setCookie: stated?.setCookie ?? true,
    hops: stated === undefined || stated.hops !== undefined,
    failureKinds: stated?.failureKinds ?? everyFailure,
    pins: stated === undefined || stated.pins !== undefined,
    queue: stated?.queue ?? true,
    profile: stated?.profile ?? true,
    http2: stated?.http2 ?? true,
    cache: stated?.cache ?? false,
    contentType: adapter?.defaults?.contentType ?? 'always',
    baseUrl: adapter?.defaults?.baseUrl !== undefined,
    asyncContext: subject.asyncContext !== undefined,
    host: subject.createRequest !== undefined,
    https: server.https !== undefined,
    plainHttp: server.http.startsWith('http:'),
    ...subject.supports,
  };
}

/** The subject's `request`, made with these host options where it can take some. */
export function requestOf(subject: Subject, host?: object): RequestFunction {
  if (host === undefined && subject.request !== undefined) return options => subject.request?.(options);
  if (subject.createRequest === undefined)
    throw new TypeError('this case must say that it needs host options');
  return subject.createRequest(host ?? {});
}
