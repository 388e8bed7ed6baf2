import type { Adapter, HeaderPair, Sink, Supports, WireRequest } from '../../src/adapter.ts';
import type { Profile } from '../../src/api.ts';
import { hops } from '../../src/hops.ts';
import { pinRules } from '../../src/pins.ts';

/** A runtime that can do everything. */
export const supports: Supports = {
  methods: ['OPTIONS', 'GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'TRACE', 'CONNECT'],
  unsendableHeaders: [],
  defaultHeaders: [],
  chunks: true,
  setCookie: true,
  hops,
  failureKinds: ['dns', 'refused', 'reset'],
  pins: pinRules,
  queue: true,
  profile: true,
  http2: true,
  cache: true,
};

/** What a page can do: no pins, no redirects of our own, no TRACE, no CONNECT. */
export const pageSupports: Supports = {
  ...supports,
  methods: ['OPTIONS', 'GET', 'HEAD', 'POST', 'PUT', 'DELETE'],
  hops: undefined,
  pins: undefined,
};

/** How an in-memory server answers one request; nothing said: 200 without a body. */
export interface Answer {
  readonly status?: number;
  readonly headers?: readonly HeaderPair[];
  readonly body?: string | Uint8Array | readonly Uint8Array[];
  /** The final URL, as runtimes that follow redirects by themselves report it. */
  readonly url?: string;
  readonly error?: unknown;
  readonly profile?: Partial<Profile>;
}

function toChunks(body: Answer['body'] = []): readonly Uint8Array[] {
  if (typeof body === 'string') return [new TextEncoder().encode(body)];
  return body instanceof Uint8Array ? [body] : body;
}

/** An adapter with the server behind it: `answer` says what comes back, `sent` is what reached it. */
export function serving(answer: (wire: WireRequest) => Answer = () => ({}), more: Partial<Adapter> = {}) {
  const sent: WireRequest[] = [];
  const adapter: Adapter = {
    name: 'memory',
    supports,
    async send(wire, sink) {
      sent.push(wire);
      await undefined;
      const { status = 200, headers = [], body, url, error, profile } = answer(wire);
      if (error !== undefined) throw error;
      const wanted = sink.head({ status, headers, ...(url === undefined ? {} : { url }) });
      if (wanted !== 'discard') for (const chunk of toChunks(body)) sink.chunk(chunk);
      return profile && { ...profile };
    },
    ...more,
  };
  return { adapter, sent };
}

/** One exchange whose every event is the test's to make. */
export interface Hand {
  readonly wire: WireRequest;
  readonly sink: Sink;
  end(profile?: Partial<Profile>): void;
  fail(error: unknown): void;
  /** How often core asked to end it. */
  cancels: number;
}

/** An adapter that does nothing by itself: each `send` appears in `hands`. */
export function byHand(more: Partial<Adapter> = {}) {
  const hands: Hand[] = [];
  const adapter: Adapter = {
    name: 'hand',
    supports,
    send: (wire, sink) =>
      new Promise((end, fail) => {
        const hand: Hand = { wire, sink, end, fail, cancels: 0 };
        hands.push(hand);
        sink.onCancel(() => (hand.cancels += 1));
      }),
    ...more,
  };
  return { adapter, hands };
}

export const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
export const text = (data: ArrayBuffer | Uint8Array): string => new TextDecoder().decode(data);
