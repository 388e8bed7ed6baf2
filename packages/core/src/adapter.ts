import type { FailureKind } from './words.ts';
import type { Method, Profile } from './api.ts';

/** A header as it stands on the wire: repeats are kept apart. Values are Latin-1 strings, as in `fetch`. */
export type HeaderPair = readonly [name: string, value: string];

/** Pins of which one must match: `sha256/` and 44 characters of base64 (SPEC certs/format). Never empty. */
export type PinSet = readonly string[];

/** Pins by host name, or by `host:port`, as URLs spell it (SPEC certs/host). */
export type HostPins = Readonly<Record<string, PinSet>>;

/** One exchange, fully serialised: nothing in it is left for an adapter to interpret. */
export interface WireRequest {
  /** The parsed URL's `href`, without fragment and credentials. */
  readonly url: string;
  /** Upper case. */
  readonly method: string;
  /** Names in lower case, no name twice; framing headers (`content-length` …) are the adapter's. */
  readonly headers: readonly HeaderPair[];
  /** Bytes, never text: `fetch` would add a content-type to text. An empty array is a body of no bytes. */
  readonly body: Uint8Array | undefined;
  /** Every set must be met (SPEC certs/host). Not empty only where `supports.pins` is given. */
  readonly pins: readonly PinSet[];
  /** The caller wants `profile`. */
  readonly profile: boolean;
  /** `enableHttp2`. */
  readonly http2: boolean;
  /** `enableCache`. */
  readonly cache: boolean;
}

/** The head of a response. */
export interface Head {
  /** 200 to 599. */
  readonly status: number;
  /** In the order received. */
  readonly headers: readonly HeaderPair[];
  /** The final URL, where the runtime followed redirects by itself. */
  readonly url?: string | undefined;
}

/** Where an adapter puts what it receives. Never throws, needs no `this`, ignores late calls: an adapter guards nothing. */
export interface Sink {
  /** Once, before the first chunk; never for 1xx. `'discard'`: nobody wants this body; drain a little of it or close. */
  head(head: Head): 'discard' | undefined;
  /** The next bytes of the decoded body. They belong to the sink from here on. */
  chunk(bytes: Uint8Array): void;
  /** Tells how to end this exchange early. Runs `cancel` at once if that has already been asked for. */
  onCancel(cancel: () => void): void;
}

/** What one hop of a request sends, before the host's rules (domains, rewriteUrl, pins) are applied to it. */
export interface Hop {
  readonly url: string;
  readonly method: string;
  readonly headers: readonly HeaderPair[];
  readonly body: Uint8Array | undefined;
}

/** What carries one request: an adapter's `send`, or that with something around it. */
export type Send = (request: WireRequest, sink: Sink) => Promise<Partial<Profile> | undefined>;

/** Who hears of one request: as a sink, and how it ended. Never throws. */
export interface Receiver {
  /** As {@link Sink.head}. */
  head(head: Head): 'discard' | undefined;
  /** As {@link Sink.chunk}. */
  chunk(bytes: Uint8Array): void;
  /** As {@link Sink.onCancel}. */
  onCancel(cancel: () => void): void;
  /** The body is complete. */
  end(measured: Partial<Profile> | undefined): void;
  /** What `send` rejected with. */
  fail(error: unknown): void;
}

/** What decides about the redirects of one request. */
export interface Course {
  /** Its first hop. */
  readonly hop: Hop;
  /** `redirect: 'manual'`. */
  readonly isManual: boolean;
}

/** Who hears of the last hop of one request, and knows what its host says about the others. */
export interface Traveller extends Receiver {
  /**
   * Gives `go` what a hop sends by the host's rules, in the caller's async context, unless the request has ended by then (SPEC
   * redirect/security). Throws where they refuse it.
   */
  redirect(hop: Hop, go: (request: WireRequest) => void): void;
  /** Fails the request, and ends what is under way. */
  refuse(error: unknown): void;
}

/** What a host says about all of its redirects. */
export interface HopSettings {
  readonly maxRedirects: number;
  readonly quirks?: { readonly followedStatuses: readonly number[] };
}

/** How redirects are followed. Implemented by `@wxreq/core/hops`; pages, whose runtime follows by itself, do not carry it. */
export interface Hops {
  /** Sends a request by `send`, and then what its redirects lead to (SPEC §5). What it throws fails the request. */
  follow(send: Send, request: WireRequest, traveller: Traveller, course: Course, settings: HopSettings): void;
}

/** The pins of one `createRequest`. */
export interface Pinning {
  /** The sets that a connection must satisfy: the request's own and the host's. Throws where pins meet http: (SPEC certs/no-tls). */
  required(url: string, certs: PinSet): readonly PinSet[];
  /** `send`, which remembers whose connections have passed their check (SPEC certs/frequency). */
  watch(send: Send): Send;
}

/** What is known of pins. Implemented by `@wxreq/core/pins`; runtimes that cannot pin do not carry it. */
export interface PinRules {
  /** What a malformed pin's message says beyond the pin (SPEC certs/format). */
  hint(pin: string): string;
  /** Takes a copy of a host's pins. Throws where they are malformed (SPEC certs/host). */
  prepare(host: { readonly pins?: unknown; readonly pinCheck?: unknown }): Pinning;
}

/** What this runtime can do. Decides which conformance cases apply and what core refuses up front. */
export interface Supports {
  /** The methods that can be sent. */
  readonly methods: readonly Method[];
  /** Request headers that the runtime drops or replaces, in lower case. */
  readonly unsendableHeaders: readonly string[];
  /** What core adds unless the developer set it, because the runtime adds none itself (SPEC header/defaults). */
  readonly defaultHeaders: readonly HeaderPair[];
  /** Body bytes are handed over before the body is complete. */
  readonly chunks: boolean;
  /** `Set-Cookie` can be read, each header apart. */
  readonly setCookie: boolean;
  /** 3xx heads are reported and core follows them with this; undefined: the runtime follows. */
  readonly hops: Hops | undefined;
  /** The kinds of failure that can be told apart; the rest is `unknown`. */
  readonly failureKinds: readonly FailureKind[];
  /** Pins are checked before a byte of the request is written; undefined: `certs` and the host's `pins` are refused. */
  readonly pins: PinRules | undefined;
  /** Requests may wait for one another; false on edge runtimes, which refuse `maxConcurrent`. */
  readonly queue: boolean;
  /** `send` resolves with a profile. */
  readonly profile: boolean;
  /** `enableHttp2` has an effect. */
  readonly http2: boolean;
  /** `enableCache` has an effect. */
  readonly cache: boolean;
}

/** Host options that differ on this runtime as long as the host does not set them. */
export interface AdapterDefaults {
  /** `with-body` in pages, where a content-type without a body costs a preflight. */
  readonly contentType?: 'always' | 'with-body';
  /** At most this many requests at a time. */
  readonly maxConcurrent?: number;
  /** Looked up at each request: a page's base URL can change. */
  readonly baseUrl?: () => string | undefined;
  /** Where the exceptions of callbacks go: `reportError` in pages and workers; else `console.error`. */
  readonly onCallbackError?: (error: unknown) => void;
}

/**
 * What a host option must be: gives what is not false for a right value, false or an exception for a wrong one, and undefined
 * where the runtime cannot do it at all.
 */
export type OptionCheck = (value: unknown, supports: Supports) => unknown;

/** One runtime's way to carry a request: all that a new runtime has to implement. */
export interface Adapter {
  /** The runtime's, in messages and reports. */
  readonly name: string;
  /** What it can do. */
  readonly supports: Supports;
  /** What a host here gets unless it says otherwise. */
  readonly defaults?: AdapterDefaults;
  /** Options that only hosts here have, with their checks: core refuses what it does not know (SPEC §8). */
  readonly options?: Readonly<Record<string, OptionCheck>> | undefined;
  /**
   * Resolves when the body is complete, with what was measured in a fresh object, to which core adds its own times; rejects
   * with a `TransportError`. May call the sink before it returns.
   */
  send(request: WireRequest, sink: Sink): ReturnType<Send>;
  /** Called inside `request()`; what it returns runs everything of that request in the caller's async context. Absent: there is none. */
  readonly capture?: () => (run: () => void) => void;
  /** Lets what is under way end, then closes every connection. */
  readonly close?: () => Promise<void>;
}
