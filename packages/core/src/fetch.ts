import type { Adapter, AdapterDefaults, Head, HeaderPair, Sink, Supports } from './adapter.ts';
import type { WireRequest } from './adapter.ts';
import type { Profile } from './api.ts';
import { Refusal } from './errors.ts';
import * as words from './words.ts';

/** What is used of a fetch `Response`, so that ponyfills and foreign implementations fit. */
export interface FetchResponse {
  readonly status: number;
  readonly url: string;
  readonly headers: {
    /** Visits every header, repeats joined, but for `Set-Cookie`: each one by itself. */
    forEach(visit: (value: string, name: string) => void): void;
  };
  readonly body?: {
    /** The only reader of the body. */
    getReader(): FetchReader;
  } | null;
  /** The whole body, where there is no stream. */
  arrayBuffer(): Promise<ArrayBuffer>;
}

/** What is used of a stream's reader. */
export interface FetchReader {
  /** The next bytes of the decoded body, or its end. */
  read(): Promise<{ readonly done: boolean; readonly value?: Uint8Array | undefined }>;
  /** Nobody wants the rest. */
  cancel(): Promise<unknown>;
}

/** What `fetch` is called with. */
export interface FetchInit {
  method?: string;
  headers?: unknown;
  body?: unknown;
  signal?: unknown;
  redirect?: string;
  cache?: string | undefined;
}

/** A function with `fetch`'s signature, as a method. */
export interface FetchCall {
  /** `fetch` itself. */
  call(url: string, init?: FetchInit): Promise<FetchResponse>;
}

/** A `fetch`: a method's type, so that those whose `init` is typed more narrowly fit. */
export type FetchFunction = FetchCall['call'];

/** Ends a fetch early: an AbortController, or what stands for one. */
export interface Canceller {
  /** What `fetch` gets as `signal`. */
  readonly signal: unknown;
  /** Ends it. */
  abort(): void;
}

/** Gives what was measured of a request; `isWhole`: it did not fail, so that somebody wants to know. */
export type EndMeasuring = (
  isWhole: boolean,
) => Promise<Partial<Profile> | undefined> | Partial<Profile> | undefined;

/** A runtime whose network is `fetch`. */
export interface FetchAdapterOptions {
  readonly name: string;
  /** Also decides what is asked of `fetch`: with `hops`, `redirect: 'manual'`; with `cache`, a cache mode. */
  readonly supports: Supports;
  readonly defaults?: AdapterDefaults;
  /** Default: the global one, looked up at each request, so that mocks and tracing see every request. */
  readonly fetch?: FetchFunction | undefined;
  /** Members of `init` that only this runtime has, for this request: `credentials`, `tls` … */
  readonly init?: (request: WireRequest) => object;
  /** Default: `new AbortController()`. */
  readonly canceller?: () => Canceller;
  /**
   * What `send` rejects with, such as a TransportError. Default, for runtimes that hide what happened: `reset` where a
   * head had come, else `unknown`.
   */
  readonly toError?: (error: unknown, head: Head | undefined) => Error;
  /** Called just before `fetch`; what it returns is called at the end, once. */
  readonly measure?: (request: WireRequest) => EndMeasuring;
}

// The runtime's own. Free names, so that they are looked up where they are used and may be absent until then.
declare const fetch: FetchFunction;
declare const AbortController: new () => Canceller;

/** Of a body that nobody wants this much is read, to keep the connection; beyond it the transfer is stopped. */
const drainBytes = 65536;

/** An adapter on top of a `fetch` (pages, workers, edge runtimes, Bun). */
export function createFetchAdapter(options: FetchAdapterOptions): Adapter {
  const {
    name,
    supports,
    defaults = {},
    fetch: call = (url: string, given?: FetchInit) => fetch(url, given),
    init = nothing,
    canceller = () => new AbortController(),
    toError = toRefusal,
    measure = () => nothing,
  } = options;

  return {
    name,
    supports,
    defaults,
    async send(request, sink) {
      let head: Head | undefined;
      const measured = request.profile ? measure(request) : nothing;
      try {
        const control = canceller();
        sink.onCancel(() => {
          control.abort();
        });
        const response = await call(request.url, {
          method: request.method,
          // An object: ponyfills stumble over pairs.
          headers: Object.fromEntries(request.headers),
          body: request.body,
          redirect: supports.hops ? 'manual' : 'follow',
          cache: supports.cache ? (request.cache ? 'default' : 'no-store') : undefined,
          ...init(request),
          signal: control.signal,
        });
        head = toHead(response, supports);
        await pump(response, sink, sink.head(head) === 'discard');
      } catch (error) {
        void measured(false);
        throw toError(error, head);
      }
      return measured(true);
    },
  };
}

const nothing = (): undefined => undefined;

function toRefusal(error: unknown, head: Head | undefined): Error {
  return new Refusal(head ? words.reset : words.unknown, undefined, error);
}

function toHead({ status, url, headers: shown }: FetchResponse, supports: Supports): Head {
  const headers: HeaderPair[] = [];
  shown.forEach((value, name) => {
    headers.push([name, value]);
  });
  return { status, headers, url: supports.hops ? undefined : url };
}

async function pump(response: FetchResponse, sink: Sink, discard: boolean): Promise<void> {
  if (!response.body) {
    const whole = new Uint8Array(await response.arrayBuffer());
    if (whole.length && !discard) sink.chunk(whole);
    return;
  }
  const reader = response.body.getReader();
  let room = drainBytes;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    if (!value || !value.length) continue;
    if (!discard) sink.chunk(value);
    else if ((room -= value.length) < 0) {
      await reader.cancel();
      return;
    }
  }
}
